#include "model/page.hpp"

namespace creditkit {

void clear(Page& page) {
  EntryColumns& entries = page.entries;
  entries.rows = 0;
  entries.at.clear();
  entries.kind.clear();
  entries.flags.clear();
  entries.text.clear();
  entries.heap.clear();
  entries.wide.clear();
  entries.wide_units = 0;
  entries.wide_columns = 0;
  page.balance.clear();
  page.entitlements.clear();
  page.signals = {};
  page.row_hashes.clear();
  page.rows_text = {};
}

}  // namespace creditkit
