"""The language of a report: told where enough is written, and offsets count code points in every script."""

import pytest

from armsledger.model.report import Page
from armsledger.model.values import Span
from armsledger.pages import reports
from armsledger.pages.language import language_of

SAID = {
    "en": "Norland has ordered nine patrol boats from Sudria, the navy said on Monday, and the first of them will be delivered in the spring of next year after two years of talks.",
    "de": "Die Marine hat neun Boote bei der Werft bestellt, teilte das Ministerium am Montag mit, und das erste soll im nächsten Jahr geliefert werden, nachdem man zwei Jahre lang verhandelt hatte.",
    "fr": "La marine a commandé neuf bateaux au chantier naval, a annoncé lundi le ministère, et le premier sera livré au printemps de l'année prochaine après deux ans de négociations.",
    "es": "La marina ha encargado nueve barcos al astillero, dijo el lunes el ministerio, y el primero de ellos será entregado en la primavera del próximo año después de dos años de conversaciones.",
    "pt": "A marinha encomendou nove barcos ao estaleiro, disse na segunda-feira o ministério, e o primeiro deles será entregue na primavera do próximo ano depois de dois anos de conversações.",
    "ru": "Военно-морской флот заказал девять катеров на верфи, сообщило в понедельник министерство, и первый из них будет поставлен весной следующего года после двух лет переговоров.",
    "ar": "طلبت البحرية تسعة زوارق من حوض السفن، حسبما قالت الوزارة يوم الاثنين، وسيتم تسليم أول زورق في ربيع العام المقبل بعد عامين من المحادثات بين الجانبين.",
    "he": "חיל הים הזמין תשע ספינות מהמספנה, כך מסר המשרד ביום שני, והראשונה שבהן תימסר באביב של השנה הבאה לאחר שנתיים של שיחות בין שני הצדדים.",
    "zh": "海军已向造船厂订购九艘巡逻艇，国防部星期一表示，经过两年的谈判，第一艘将于明年春天交付，其余的将在三年内交付。",
    "ja": "海軍は造船所に九隻の巡視艇を発注したと国防省が月曜日に発表した。二年間の交渉の末、最初の一隻は来年の春に引き渡される予定である。",
    "ko": "해군이 조선소에 순찰정 아홉 척을 주문했다고 국방부가 월요일에 밝혔다. 이 년간의 협상 끝에 첫 번째 배는 내년 봄에 인도될 예정이다.",
}


@pytest.mark.parametrize("language", SAID)
def test_each_language_is_told(language: str) -> None:
    text = f"🚁🚢\n{SAID[language]}\n{SAID[language]} 🚁\n"
    (report,), problems = reports(Page(document="p", text=text))
    assert problems == ()
    assert report.language == language
    words = [span.of(text) for span in report.body]
    assert SAID[language] in " ".join(words)


@pytest.mark.parametrize(
    ("text", "language"), [("طلبت البحرية تسعة زوارق", "ar"), ("Девять катеров", "ru"), ("नौसेना ने नौ नावें मंगाईं", "hi")]
)
def test_a_script_tells_where_the_words_do_not(text: str, language: str) -> None:
    assert language_of(text, (Span(0, len(text)),)) == language


def test_a_few_words_tell_no_language() -> None:
    (report,), _ = reports(Page(document="p", text="OK 123 456. 🚁"))
    assert report.language is None


def test_english_with_foreign_names_stays_english() -> None:
    text = SAID["en"].replace("Sudria", "Überlingen").replace("the navy", "the navy (海军)")
    (report,), _ = reports(Page(document="p", text=f"{text}\n{text}"))
    assert report.language == "en"
