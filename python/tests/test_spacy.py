"""spaCy sees a record as it sees what its own model has made."""

from __future__ import annotations

import pytest
from conftest import RAID

import dateline

spacy = pytest.importorskip("spacy")

from dateline.spacy import GROUPS, DatelinePipe, to_spacy  # noqa: E402


def test_a_doc_has_words_tree_names_and_groups(reader: dateline.Reader) -> None:
    record = reader.read(RAID, date="2031-03-12")
    doc = to_spacy(record, reader=reader)
    assert doc.text == RAID and len(doc) == len(reader.parse(RAID))
    assert [token.lemma_ for token in doc[:3]] == ["Norway", "condemn", "Sweden"]
    assert doc[1].dep_ == "ROOT" and doc[0].head.i == 1 and doc[0].tag_ == "NNP" and doc[0].pos_ == "PROPN"
    assert ("Anna Berg", "PERSON") in [(ent.text, ent.label_) for ent in doc.ents]
    assert len(list(doc.sents)) >= 3 and [chunk.text for chunk in doc.noun_chunks][0] == "Norway"
    assert set(doc.spans) == set(GROUPS)
    [event, *_] = doc.spans["events"]
    assert (event.text, event.label_, event.id_) == ("condemned", "ACCUSE", record.events[0].id)
    quoted = doc.spans["quotations"][0]
    assert quoted.text == record.slice(record.quotations[0].content)
    places = {span.text for span in doc.spans["places"]}
    assert {"Oslo", "Gothenburg"} <= places
    listed = len(doc.user_data["dateline_unaligned"])
    spans = sum(len(doc.spans[group]) for group in GROUPS)
    parts = [part for quotation in record.quotations for part in quotation.content]
    mentions = [mention for actor in record.actors for mention in actor.mentions]
    others = [*record.events, *record.figures, *record.times, *record.places]
    assert listed + spans == len(parts) + len(mentions) + len(others)
    assert doc.user_data["dateline"] == record


@pytest.mark.parametrize("text", ["  Rain fell.", "Rain\n\nfell.  Then  it stopped. ", "“Rain”—he said.\t", "a " * 300])
@pytest.mark.filterwarnings("ignore::dateline.DatelineWarning")
def test_white_space_is_kept(text: str, reader: dateline.Reader) -> None:
    doc = to_spacy(reader.read(text), reader=reader)
    assert doc.text == text and [token.idx for token in doc] == [token.start for token in reader.parse(text)]


def test_it_is_a_component(reader: dateline.Reader) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline", config={"quick": True})
    doc = nlp(RAID)
    assert doc.spans["events"][0].label_ == "ACCUSE" and doc.has_annotation("DEP") and doc.ents
    assert [len(doc.spans["events"]) for doc in nlp.pipe([RAID, "", "Rain."])][0] > 0
    html = spacy.displacy.render(doc, style="span", options={"spans_key": "events"}, jupyter=False)
    assert "ACCUSE" in html
    words = spacy.tokens.Doc(nlp.vocab, ["Rain", "fell", "."], [True, False, False], heads=[1, 1, 1],
                             deps=["nsubj", "ROOT", "punct"])
    doc = DatelinePipe(reader)(words)
    assert doc[0].dep_ == "nsubj" and set(doc.spans) == set(GROUPS), "what others made of it stays"
