"""Where the words lie: beside the code in a working copy, inside it in a wheel."""

from trivsel.ui import content


def test_the_wheel_carries_the_words_inside(monkeypatch, tmp_path):
    package = tmp_path / "src" / "trivsel"
    monkeypatch.setattr(content, "PACKAGE", package)
    assert content.folder() == tmp_path / "content"

    (package / "_content").mkdir(parents=True)

    assert content.folder() == package / "_content"
