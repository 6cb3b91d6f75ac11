"""Each part takes what `make bench` tells it."""

import pytest
from harness.__main__ import parser
from harness.bench import FULL, SHORT, SMOKE, growth_words
from harness.run_file import PARTS


@pytest.mark.parametrize("settings", [SMOKE, SHORT, FULL], ids=["smoke", "short", "full"])
def test_each_part_takes_its_settings(settings: dict[str, list[str]]) -> None:
    assert set(settings) <= set(PARTS)
    for part, words in settings.items():
        options = parser().parse_args([part, "--report-only", "--properties", "100", "--seed", "1", *words])
        assert callable(options.run)


@pytest.mark.parametrize(
    ("words", "settings"), [([], SHORT), (["--full"], FULL), (["--smoke"], SMOKE), (["--only", "growth"], SHORT)]
)
def test_one_word_chooses_the_settings(words: list[str], settings: dict[str, list[str]]) -> None:
    assert parser().parse_args(["bench", *words]).settings is settings


def test_growth_alone_is_told_its_sizes_anew() -> None:
    options = parser().parse_args(["bench", "--full", "--sizes", "10", "20", "--discard"])
    words = [*FULL["growth"], *growth_words(options)]
    told = parser().parse_args(["growth", *words])
    assert (told.sizes, told.discard) == ([10, 20], True)
