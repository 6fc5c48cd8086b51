"""What the demo's people write in answer to open questions; invented, like all else here."""

import random
from collections.abc import Sequence

SHARE = 0.4  # of those who answer, to each question

WRITTEN: dict[str, Sequence[str]] = {
    "would-help": (
        "At planen for ugen er færdig, inden ugen begynder.",
        "En telefonfri time om formiddagen, så man kan få noget gjort.",
        "At nogen siger fra over for hasteordrer, før de lander hos os.",
        "To faste dage om måneden til oplæring af de nye.",
        "At vi får at vide, hvorfor noget bliver lavet om, og ikke kun at det bliver det.",
        "Bedre lys ved pakkebordene.",
        "At maskinerne bliver efterset, før de går i stå.",
        "Mere tid til at give opgaven videre ved vagtskifte.",
        "Færre skemaer. Vi skriver det samme tre steder.",
        "At lederen kommer forbi oftere og ser, hvordan vi arbejder.",
        "Et sted at holde pause uden larm.",
        "At man kan bytte vagt uden at skulle spørge fem mennesker.",
        "Klar besked om, hvad der må vente, når vi mangler folk.",
        "At fejl bliver talt om som noget, vi lærer af.",
    ),
    "keep-it": (
        "Vi hjælper hinanden, når det brænder på.",
        "Den korte opstart om morgenen. Den må gerne blive.",
        "Tonen. Man kan sige det, man mener.",
        "At vi selv må lægge rækkefølgen.",
        "Fredagskaffen.",
        "Min nærmeste leder lytter.",
        "De erfarne tager sig tid til de nye.",
        "At vi får sagt tak til hinanden.",
        "Orden på lageret, efter at vi selv fik lov at bestemme pladserne.",
        "Vi griner hver dag.",
    ),
}


def written(question: str, chance: random.Random) -> str:
    """What somebody writes, or nothing."""
    texts = WRITTEN.get(question, ())
    return chance.choice(texts) if texts and chance.random() < SHARE else ""
