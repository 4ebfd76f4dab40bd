// Texts whose contrast to what is behind them is below 4.5 (WCAG 2.1, AA).
() => {
  const numbers = (colour) => {
    const found = colour.match(/[\d.]+/g).map(Number);
    if (colour.startsWith("color(srgb")) for (const i of [0, 1, 2]) found[i] *= 255;
    return found.length === 3 ? [...found, 1] : found;
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]));
  const light = (colour) => {
    const [r, g, b] = colour.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paint = (element) => {
    // background behind the element's text, and how much of the text's colour is left
    const line = [];
    for (let e = element; e; e = e.parentElement) line.unshift(getComputedStyle(e));
    let below = [255, 255, 255], opacity = 1;
    for (const style of line) {
      below = over(numbers(style.backgroundColor), below);
      opacity *= Number(style.opacity);
    }
    return [below, opacity];
  };
  const faint = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest("script, style, option")) continue;
    const [below, opacity] = paint(element);
    const ink = numbers(getComputedStyle(element).color);
    ink[3] *= opacity;
    const [dark, bright] = [light(over(ink, below)), light(below)].sort((a, b) => a - b);
    const contrast = (bright + 0.05) / (dark + 0.05);
    if (contrast < 4.5) faint.add(`${contrast.toFixed(1)}: ${element.tagName}.${element.className} ${walker.currentNode.data.trim().slice(0, 40)}`);
  }
  return [...faint].slice(0, 20);
}
