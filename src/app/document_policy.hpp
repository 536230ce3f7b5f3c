// Documents about policies: sections, what changed, why an outcome follows, and what a replay found. Blocks
// as in app/document.hpp, and these:
//
//   {"type":"prose","text":...}                                                   running text
//   {"type":"example","text":...,"lang":...,"verdict":...,"effect":"remove","why":...}
//   {"type":"tree","lines":[{"depth":0,"state":"holds|fails|untried","text":...}]}
//   {"type":"words","label":...,"spans":[{"change":"same|added|removed","text":...}]}
//   {"type":"links","label":...,"items":[{"text":...,"action":...,"argument":...}]}
#pragma once

#include <app/state.hpp>

namespace casement::app {

// One section as it is read; and what the checklist makes of it: questions, outcomes, consults.
Json section_document(const policy::Pack& pack, const policy::Section& section);
Json section_checklist(const policy::Pack& pack, const policy::Section& section);
// Every example of the pack with its verdict, by section; those with the words only, where some are given.
Json examples_document(const policy::Pack& pack, const std::string& words);
// The whole pack, for reading through and for print.
Json pack_document(const policy::Pack& pack);

// A rule as a tree whose parts that held are lit.
Json rule_block(const policy::Pack& pack, const json::Rule& rule, const json::Trace& trace);

// Why each question is asked, which rule gave the outcome, and what would change it.
Json why_document(const ReviewState& sheet);

// What the replay found; with a flow chosen, the decisions in it.
Json replay_document(const State& state);

}  // namespace casement::app
