"""Findings by place: which ones may share a character, without a look at all of them."""

from collections.abc import Iterable, Iterator

from quotes.find.finding import Finding

STRETCH = 500  # characters that are looked up together: it changes the time alone


class Neighbours:
    """Findings, kept by where in the text their cues and contents stand."""

    def __init__(self, findings: Iterable[Finding] = ()):
        self._numbers: dict[int, int] = {}
        self._findings: dict[int, Finding] = {}
        self._places: dict[int, set[int]] = {}
        for finding in findings:
            self.add(finding)

    def __iter__(self) -> Iterator[Finding]:
        """All of them, in the order in which they came."""
        return iter(self._findings.values())

    def add(self, finding: Finding) -> None:
        """Take in one more."""
        number = self._numbers.setdefault(id(finding), len(self._numbers))
        self._findings[number] = finding
        for place in _stretches(finding):
            self._places.setdefault(place, set()).add(number)

    def remove(self, finding: Finding) -> None:
        """Leave this very one out."""
        number = self._numbers[id(finding)]
        del self._findings[number]
        for place in _stretches(finding):
            self._places[place].discard(number)

    def of(self, finding: Finding) -> list[Finding]:
        """Those that may share a character of cue or content with it, in their order."""
        numbers = {n for place in _stretches(finding) for n in self._places.get(place, ())}
        return [self._findings[number] for number in sorted(numbers)]


def _stretches(finding: Finding) -> set[int]:
    return {
        place
        for span in (*finding.spans, *finding.cue_spans)
        for place in range(span.start // STRETCH, span.end // STRETCH + 1)
    }
