"""The style sheets of the toolbox's pages: each page asks for one file."""

from trivsel.ui.bundles import Bundle, Paper

FRAME = ("ui/tokens.css", "ui/base.css", "ui/forms.css", "ui/trivsel.css")
PRINT = Paper("ui/print.css")

BUNDLES = (
    Bundle(
        "toolbox/tool.css",
        (
            *FRAME,
            "toolbox/doing/*.css",
            "toolbox/kinds/*.css",
            PRINT,
            "toolbox/paper/*.css",  # says itself what is for paper: a sheet is looked at first
        ),
    ),
    Bundle("toolbox/front-page.css", (*FRAME, "toolbox/front*.css", PRINT)),
    Bundle(
        "toolbox/article-page.css", (*FRAME, "toolbox/front.css", "toolbox/articles.css", PRINT)
    ),
)
