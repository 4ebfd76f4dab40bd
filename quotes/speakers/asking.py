"""Who asks, who is asked and who replies, by the tree: "Poe asked Roe about it. She said …"."""

from quotes.lexicon.words import lexicon
from quotes.speakers.syntax import main_subject
from quotes.text.tree import Sentence, Word

ALLOWED = ("can", "could", "may", "might")  # "asked if he could leave" is of who asks


def asks_aside(sentence: Sentence, word: Word) -> Word | None:
    """Who asks in the clause before a pronoun's: "When Poe asked Roe, she said", "Asked by Poe"."""
    verb = sentence.head(word)
    if word.rel != "nsubj" or verb is None:
        return None
    for clause in sentence.children(verb, "advcl"):
        if _asks(clause) and clause.index < word.index:
            return sentence.child(clause, "nsubj") or sentence.child(clause, "obl:agent")
    return None


def asked_aside(sentence: Sentence, word: Word) -> Word | None:
    """Whom the clause before a pronoun's asks: "When Poe asked Roe about it, she said …"."""
    verb = sentence.head(word)
    if word.rel != "nsubj" or verb is None:
        return None
    for clause in sentence.children(verb, "advcl"):
        asks = _asks(clause) and sentence.child(clause, "nsubj")
        if asks and clause.index < word.index:
            return sentence.child(clause, "iobj") or sentence.child(clause, "obj")
    return None


def asked_within(sentence: Sentence, word: Word) -> Word | None:
    """Whom a question is put to that asks of him: "Poe asked Roe whether she would come"."""
    for asks in sentence.ancestors(word):
        question = _question(sentence, asks) if _asks(asks) else None
        if question is not None:
            own = sentence.head(word) is question and word.rel == "nsubj"
            return _whom(sentence, asks, word) if own else None
    return None


def _question(sentence: Sentence, asks: Word) -> Word | None:
    """The verb of what is asked: "whether she would come", "which towns she liked".

    Not of "if he could leave", which is of who asks.
    """
    asked = [*sentence.children(asks, "ccomp")]
    for noun in sentence.children(asks, "obj"):
        which = {w.text.lower() for w in sentence.children(noun, "det")} & {"which", "what"}
        asked += sentence.children(noun, "acl:relcl", "acl") if which else []
    verb = next((w for w in asked if w.index > asks.index), None)
    if verb is None:
        return None
    own = {w.text.lower() for w in sentence.children(verb, "mark")} & {"if", "whether"}
    allowed = any(w.lemma.lower() in ALLOWED for w in sentence.children(verb, "aux"))
    return None if own and allowed else verb


def _whom(sentence: Sentence, asks: Word, before: Word) -> Word | None:
    """Who is asked, right after the verb; the parser may take it for the question's subject."""
    whom = [*sentence.children(asks, "iobj", "obj")]
    for question in sentence.children(asks, "ccomp"):
        whom += sentence.children(question, "nsubj")
    return next((w for w in whom if w is not before and asks.index < w.index < before.index), None)


def main_asked(sentence: Sentence) -> Word | None:
    """Who is asked, where the sentence tells that: "Roe was asked about it", "Poe asked Roe why".

    A clause may tell it too: "So loud was it that Roe was asked about it".
    """
    asking = [w for w in sentence.words if _asks(w) and w.upos == "VERB"]
    if len(asking) != 1 or sentence.child(asking[0], "xcomp"):  # "Roe was asked to go"
        return None
    verb = asking[0]
    passive = sentence.child(verb, "nsubj:pass")
    if passive is not None or verb.rel != "root":
        return passive
    about = (w for w in sentence.children(verb, "obl") if _is_topic(sentence, w))
    question = _question(sentence, verb) or next(about, None)
    return _whom(sentence, verb, question) if question is not None else None


def _is_topic(sentence: Sentence, noun: Word) -> bool:
    return any(w.text.lower() == "about" for w in sentence.children(noun, "case"))


def main_replying(sentence: Sentence) -> Word | None:
    """Who only answers, by word or sign: "Roe disagreed.", "Roe shook her head."."""
    root = sentence.root
    if root is None or root.lemma.lower() not in lexicon("roles", "replying"):
        return None
    told = sentence.children(root, "ccomp", "xcomp", "parataxis")
    return None if told else main_subject(sentence)


def _asks(verb: Word) -> bool:
    return verb.lemma.lower() in lexicon("roles", "asked")
