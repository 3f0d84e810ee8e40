"""A segment is found by its number, by its title in either language, and by who is in it."""

from __future__ import annotations

import pytest

from producer_app.core.show import Show, Talent, TalentId
from producer_app.present.finding import found
from tests.builders import a_segment, a_shop_segment, a_show


def the_show() -> Show:
    return a_show(
        a_segment("A1", title="Ten Thousand Lamps", title_alt="万盏灯", talent=(TalentId("lin"),)),
        a_segment("A2", title="Leave the Lamp Burning", title_alt="别关灯"),
        a_shop_segment("S1", title="Café cups", title_alt="咖啡杯"),
        talent=(Talent(id=TalentId("lin"), name="Lin Yao", name_alt="林曜"),),
    )


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("lamp", {"A1", "A2"}),
        ("LAMP leave", {"A2"}),
        ("灯", {"A1", "A2"}),
        ("林曜", {"A1"}),
        ("lin yao", {"A1"}),
        ("s1", {"S1"}),
        ("Ａ１", {"A1"}),
        ("cafe", {"S1"}),
        ("nobody", set()),
        ("  ", set()),
    ],
)
def test_every_word_of_the_query_is_looked_for(query: str, numbers: set[str]) -> None:
    assert found(the_show(), query) == {f"s{number}" for number in numbers}
