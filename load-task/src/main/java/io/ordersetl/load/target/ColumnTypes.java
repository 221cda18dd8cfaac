package io.ordersetl.load.target;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which types of existing columns hold every value of a contract's type, unchanged. */
final class ColumnTypes {
  private static final Pattern NUMERIC = Pattern.compile("numeric\\((\\d+),(\\d+)\\)");

  private ColumnTypes() {}

  /** Whether a column of the one type takes and gives back whatever the other one holds. */
  static boolean serves(String there, String wanted) {
    return there.equals(wanted)
        || (wanted.equals("integer") && there.equals("bigint"))
        || (wanted.equals("text") && there.equals("character varying"))
        || isWider(there, wanted);
  }

  /** More digits before the point; those after it are what exports show, so they stay the same. */
  private static boolean isWider(String there, String wanted) {
    Matcher found = NUMERIC.matcher(there);
    Matcher needed = NUMERIC.matcher(wanted);
    return needed.matches()
        && (there.equals("numeric")
            || (found.matches()
                && found.group(2).equals(needed.group(2))
                && Integer.parseInt(found.group(1)) >= Integer.parseInt(needed.group(1))));
  }
}
