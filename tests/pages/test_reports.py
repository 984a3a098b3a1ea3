"""A page's reports: their own words kept, what stands around them left out, offsets into the page as it came."""

from armsledger.model.report import Page, Report
from armsledger.pages import reports

STORY = """Home | News | Defence
Norland orders nine patrol boats from Sudria
By Ansa Vell
4 May 2031
Norland has ordered nine patrol boats from the Sudrian yard Hallmark Marine, the navy said on Monday, ending two years of talks.
Read more: What the northern fleet still lacks
The first boat is to be delivered next spring. (Photo: Norland Navy)
The yard will also train forty crew members, the navy's procurement chief told reporters in the capital.
Share on Facebook
Related articles
Sudria opens embassy
"""


def only(text: str) -> Report:
    (report,), problems = reports(Page(document="p", text=text))
    assert problems == ()
    return report


def words(report: Report) -> str:
    return " / ".join(s.of(report.text) for s in report.body)


def test_the_body_leaves_out_what_is_no_report() -> None:
    report = only(STORY)
    assert report.title == "Norland orders nine patrol boats from Sudria"
    assert words(report) == (
        "Norland has ordered nine patrol boats from the Sudrian yard Hallmark Marine, the navy said on Monday, ending two years of talks. / "
        "The yard will also train forty crew members, the navy's procurement chief told reporters in the capital."
    )


def test_a_page_of_three_reports_is_three_documents() -> None:
    body = " of Sudria will deliver forty armoured cars to Norland before the year is out, officials in both capitals said after a day of talks that ran late."
    page = "Boats bought by Norland after all\nThe yard" + body
    for outlet, age, title in (
        ("Coast Herald", "2 hours ago", "Cars for Norland come in autumn"),
        ("Weekly Mirror", "3 days ago", "Sudria hopes to sell more cars"),
    ):
        page += f"\n\n{outlet}\n{age}\n- {outlet}\n{title}\nThe factory" + body
    found, _ = reports(Page(document="p", text=page))
    assert [r.document for r in found] == ["p#1", "p#2", "p#3"]
    assert [r.publisher for r in found] == [None, "Coast Herald", "Weekly Mirror"]
    assert [r.title for r in found] == [
        "Boats bought by Norland after all",
        "Cars for Norland come in autumn",
        "Sudria hopes to sell more cars",
    ]
    assert [words(r)[:11] for r in found] == ["The yard of", "The factory", "The factory"]


def test_pull_quotes_are_cut_and_their_source_stays() -> None:
    quote = "We have waited for these boats longer than anyone should have to wait."
    text = f"The minister was blunt on Monday when the order was made public in parliament. {quote} Others agreed.\n\n{quote}\n\nThe order is worth 90 million crowns, the ministry said in its statement."
    assert quote in words(only(text)).split(" / ")[0]
    assert words(only(text)).count(quote) == 1


def test_a_page_without_words_is_a_problem() -> None:
    found, problems = reports(Page(document="p", text="Share\nTweet\nPrint\n"))
    assert found == ()
    assert [p.code for p in problems] == ["no_report"]
