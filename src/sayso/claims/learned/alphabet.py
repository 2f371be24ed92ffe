"""The labels of the language pipeline, in a fixed order, and a stable number for any word."""

from __future__ import annotations

import functools
import zlib

TAGS = (
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP "
    "PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX _SP ``"
)
DEPS = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj "
    "csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd "
    "parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl xcomp"
)
ENTITIES = (
    "CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT QUANTITY "
    "TIME WORK_OF_ART"
)

TAG = {name: i for i, name in enumerate(TAGS.split(), 1)}
DEP = {name: i for i, name in enumerate(DEPS.split(), 1)}
ENTITY = {name: i for i, name in enumerate(ENTITIES.split(), 1)}


@functools.lru_cache(maxsize=65536)
def number(word: str) -> int:
    """A number for a word that is the same on every machine (CRC-32 of its UTF-8 bytes)."""
    return zlib.crc32(word.encode("utf-8"))


@functools.lru_cache(maxsize=65536)
def shape(word: str) -> int:
    """A number for the shape of a word: "Xx", "dd", "X.X." and the like, repeats left out."""
    kinds = ("X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in word[:12])
    squeezed = ""
    for kind in kinds:
        if not squeezed.endswith(kind):
            squeezed += kind
    return number(squeezed)
