"""The frame of every page: languages, menu, header."""


def test_the_front_page_speaks_the_language_of_its_address(client):
    danish = client.get("/da/")
    english = client.get("/en/")

    assert '<html lang="da">' in danish.text
    assert '<html lang="en">' in english.text
