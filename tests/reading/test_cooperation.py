from armsledger.reading.cooperation import _NEEDS, COOPERATION
from armsledger.training.own import corpus


def test_where_a_forms_words_are_missing_its_pattern_finds_nothing() -> None:
    lines = {line for report, _ in corpus() for line in report["text"].lower().splitlines()}
    sentences = [s for line in lines for s in line.split(". ")]
    found = dict.fromkeys(_NEEDS, 0)
    for form, pattern in COOPERATION:
        for sentence in sentences if form in _NEEDS else ():
            told = pattern.search(sentence) is not None
            assert not told or any(word in sentence for word in _NEEDS[form]), (form, sentence)
            found[form] += told
    assert all(found.values()), found
