package dev.datamigration.local.sqlserver.engine.translate;

import java.util.ArrayList;
import java.util.List;

/** Names inside character strings, as OBJECT_ID gets them. */
final class Names {
  private Names() {}

  /** The parts of a name, each plain or in brackets or quotation marks. */
  static List<String> parse(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    char closing = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (closing != 0) {
        if (c != closing) {
          part.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == closing) {
          part.append(c);
          i++;
        } else {
          closing = 0;
        }
      } else if (c == '[' || c == '"') {
        closing = c == '[' ? ']' : '"';
      } else if (c == '.') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }
}
