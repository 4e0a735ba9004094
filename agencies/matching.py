"""Names as documents write them → the agency or group they mean."""

from .vietnamese import fold_words


def name_key(name: str) -> str:
    """The key under which two ways of writing one agency are equal: "Sở NN&MT", "sở NN và MT", "Sở NNMT"."""
    words = [word for word in fold_words(name.replace("&", " va ")).split() if word != "va"]
    return " ".join(words)
