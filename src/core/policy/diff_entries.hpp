// A pack as lists of entries with named members: what two versions are compared by.
#pragma once

#include <core/policy/diff.hpp>

namespace casement::policy {

struct DiffMember {
    const char* key = "";
    const char* name = "";
    DiffForm form = DiffForm::text;
    DiffWeight weight = DiffWeight::words;
    std::string value;
    bool usual = false;  // what is meant when it is left out: not worth a word where the entry is new
};

struct DiffEntry;

struct DiffEntries {
    DiffKind kind = DiffKind::pack;
    DiffWeight weight = DiffWeight::words;  // of an entry that comes or goes
    bool ordered = false;
    DiffWeight order = DiffWeight::words;  // of an entry that moves
    std::vector<DiffEntry> all;
};

struct DiffEntry {
    std::string match;  // entries with the same are the same one; with several, the first is the first
    std::string id, parent, label, place;
    std::string note;
    std::vector<DiffMember> members;   // the same in number and order for all entries of a kind
    std::vector<DiffMember> contents;  // what its inner entries are, in a line: where it comes or goes whole
    std::vector<DiffEntries> inner;
};

// Every list of the pack, in the order of DiffKind.
std::vector<DiffEntries> diff_entries(const Pack& pack);

}  // namespace casement::policy
