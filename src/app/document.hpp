// Documents: what is shown as real DOM rather than on the canvas, because it is foreign text that must be
// selectable, searchable, spoken and set by the browser's own text engine.
//
// A document is a JSON array of blocks. The platform builds elements from it with textContent only; nothing
// in it is ever markup, an address that is followed, or a name of a file.
//
//   {"type":"heading","level":2,"text":"What is asked"}
//   {"type":"facts","items":[{"label":"Reach","value":"1.2 M"}, ...]}            definition list
//   {"type":"quote","text":...,"lang":"fr","by":...}                             the requester's words
//   {"type":"text","part":"p1","text":...,"lang":"ar","marks":[{"start":3,"end":9,"kind":"evidence","label":...}],
//    "hidden":[{"start":5,"length":1,"name":"RLO"}]}                              offsets in UTF-16 code
//    units
//   {"type":"translation","lang":"en","text":...}
//   {"type":"media","part":"p2","alt":...,"caption":...,"width":1280,"height":960,"severity":2}
//   {"type":"note","tone":"info|warn|error","text":...}
//   {"type":"table","columns":[...],"rows":[[...],...],"caption":...,"captioned":true}   captioned: a heading
//    above says the same
//   {"type":"thread","entries":[{"author":...,"at":...,"text":...,"lang":...,"subject":true}, ...]}
//   {"type":"timeline","entries":[{"at":...,"kind":...,"by":...,"note":...}, ...]}
//   {"type":"chips","items":[{"text":...,"tone":"plain|warn|breach"}]}
//   {"type":"button","text":...,"action":...,"argument":...}                     answered by DocumentAction
//   {"type":"section","id":...,"title":...,"children":[...]}                      a labelled region
#pragma once

#include <core/bundle/case.hpp>
#include <core/decision/record.hpp>
#include <core/review/priority.hpp>

namespace casement::app {

struct EarlierDecision {
    TimeMs at = 0;
    std::string who, what, outcome, note;
};

struct DocumentView {
    TimeMs now_ms = 0;
    std::vector<decision::Evidence> evidence;
    const policy::Pack* pack = nullptr;
    std::vector<EarlierDecision> earlier;          // on this case, by time
    std::vector<review::PriorityReason> priority;  // why it stands where it stands, most first
};

Json table_block(const char* caption, Json columns, Json rows);

// The case as it is read: ask and author first, then parts, thread, reports, notices, signals, timeline.
Json case_document(const bundle::Case& c, const DocumentView& view);

}  // namespace casement::app
