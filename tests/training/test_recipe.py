"""What training holds out."""

from armsledger.training.recipe import akin

STORY = "The navy signed for four patrol boats on Monday, and the yard will deliver the first of them within two years."


def test_a_story_told_twice_is_akin_to_itself_and_to_nothing_else() -> None:
    other = "Parliament put off its debate on the air force's trainers, because the ministry had not sent the papers."
    again = f"From our correspondent. {STORY} A second yard complained."
    assert akin([STORY, other, again]) == [True, False, True]


def test_a_few_common_words_make_no_kin() -> None:
    filler = " ".join(f"word{n}" for n in range(200))
    assert akin([f"{STORY} {filler}", f"the navy signed for four {filler.upper()[::-1]}"]) == [False, False]
