import pytest
from myst_parser.slugs import github_slugify
from myst_parser.slugs import unique_slug as myst_unique_slug

from book.source import heading_slug
from book.source.slug import unique_slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("What NATO is", "what-nato-is"),
        ("India's talks: for & against", "indias-talks-for--against"),
        ("A_b - c", "a_b---c"),
        ("Article 5", "article-5"),
        ("São Tomé", "são-tomé"),
        ("Sa\u0303o", "são"),  # composed, whichever way it was typed
        ("हिंदी में", "हिंदी-में"),  # vowel signs are part of the word
        ("?!", ""),
        ("<script>", "script"),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert heading_slug(text) == slug


@pytest.mark.parametrize("text", ["What NATO is", "A_b - c", "Rs. 5,000 crore (2022)", "C++ & C#", "ÀÉÎ ü"])
def test_it_is_githubs_rule_for_latin_script(text: str) -> None:
    assert heading_slug(text) == github_slugify(text)


def test_repeated_slugs_are_numbered_as_myst_does_it() -> None:
    ours: set[str] = set()
    theirs: set[str] = set()
    for slug in ("a", "a", "a-1", "a", "b", "a-1"):
        ours.add(unique_slug(slug, ours))
        theirs.add(myst_unique_slug(slug, theirs))
    assert ours == theirs == {"a", "a-1", "a-1-1", "a-2", "b", "a-1-2"}
