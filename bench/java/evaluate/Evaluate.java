// Judges versions at the boundaries of all records of an export of Maven's advisories by Maven's own order of versions, and orders pairs
// of them. It shares no code with what it is compared with: see ../boundaries.mjs.
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.maven.artifact.versioning.ComparableVersion;

public class Evaluate {
  static final int PAIRS = 50_000;
  static final String[] ENDS = {
    "", "-SNAPSHOT", "-rc1", ".RC2", "-M3", "-alpha", "-a1", "b2", "-beta-3", ".Final", ".RELEASE", "-GA", "-sp1", "-jre", "-android",
    ".1", "-1", ".0", "-0", ".x", "-pre1", "..2", "--3", "-20230101.010101-1", ".v20230101", "1a", "+build.5", "_2", ".00", "-m", "-m1"
  };
  static final Random RANDOM = new Random(25);

  static int compare(String a, String b) {
    return new ComparableVersion(a).compareTo(new ComparableVersion(b));
  }

  static JsonArray list(JsonObject of, String key) {
    return of.has(key) ? of.getAsJsonArray(key) : new JsonArray();
  }

  static String boundOf(JsonObject event) {
    for (String key : event.keySet()) return event.get(key).getAsString();
    return "";
  }

  // OSV's rule: the last event at or before the version decides. https://ossf.github.io/osv-schema/#evaluation
  static boolean inRange(String version, JsonArray events) {
    List<JsonObject> sorted = new ArrayList<>();
    for (JsonElement event : events) sorted.add(event.getAsJsonObject());
    sorted.sort((a, b) -> boundOf(a).equals("0") ? -1 : boundOf(b).equals("0") ? 1 : compare(boundOf(a), boundOf(b)));
    boolean affected = false;
    for (JsonObject event : sorted) {
      String bound = boundOf(event);
      if (event.has("introduced") && (bound.equals("0") || compare(version, bound) >= 0)) affected = true;
      if (event.has("fixed") && compare(version, bound) >= 0) affected = false;
      if (event.has("last_affected") && compare(version, bound) > 0) affected = false;
    }
    return affected;
  }

  static boolean isAffected(String version, List<JsonObject> affected) {
    for (JsonObject each : affected) {
      for (JsonElement listed : list(each, "versions")) if (listed.getAsString().equals(version)) return true;
      for (JsonElement range : list(each, "ranges")) {
        JsonObject known = range.getAsJsonObject();
        if (known.get("type").getAsString().equals("ECOSYSTEM") && inRange(version, list(known, "events"))) return true;
      }
    }
    return false;
  }

  static TreeSet<String> versionsOf(List<JsonObject> affected) {
    TreeSet<String> versions = new TreeSet<>();
    for (JsonObject each : affected) {
      for (JsonElement listed : list(each, "versions")) versions.add(listed.getAsString());
      for (JsonElement range : list(each, "ranges"))
        for (JsonElement event : list(range.getAsJsonObject(), "events")) {
          String bound = boundOf(event.getAsJsonObject());
          for (String end : new String[] {"", ".1", "-1", "-rc1", "-SNAPSHOT", ".Final", "-sp1", "-jre", "-0"}) versions.add(bound + end);
        }
    }
    return versions;
  }

  static void judge(JsonObject record, TreeSet<String> all, PrintStream out) {
    if (record.has("withdrawn")) return;
    Map<String, List<JsonObject>> byName = new TreeMap<>();
    for (JsonElement each : list(record, "affected")) {
      JsonObject named = each.getAsJsonObject().getAsJsonObject("package");
      if (named != null && named.get("ecosystem").getAsString().split(":")[0].equals("Maven"))
        byName.computeIfAbsent(named.get("name").getAsString(), key -> new ArrayList<>()).add(each.getAsJsonObject());
    }
    for (Map.Entry<String, List<JsonObject>> entry : byName.entrySet())
      for (String version : versionsOf(entry.getValue())) {
        all.add(version);
        int affected = isAffected(version, entry.getValue()) ? 1 : 0;
        out.println("A\t" + record.get("id").getAsString() + "\t" + entry.getKey() + "\t" + version + "\t" + affected);
      }
  }

  static String anyOf(List<String> versions) {
    String version = versions.get(RANDOM.nextInt(versions.size()));
    for (int more = RANDOM.nextInt(3); more > 0; more--) version += ENDS[RANDOM.nextInt(ENDS.length)];
    return version;
  }

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    TreeSet<String> all = new TreeSet<>();
    try (ZipFile archive = new ZipFile(arguments[0])) {
      for (ZipEntry entry : archive.stream().toArray(ZipEntry[]::new))
        if (entry.getName().endsWith(".json"))
          try (Reader reader = new InputStreamReader(archive.getInputStream(entry), StandardCharsets.UTF_8)) {
            judge(JsonParser.parseReader(reader).getAsJsonObject(), all, out);
          }
    }
    List<String> versions = new ArrayList<>(all);
    for (int pair = 0; pair < PAIRS; pair++) {
      String a = anyOf(versions);
      // Half of the pairs differ only in their ends.
      String b = RANDOM.nextBoolean() ? anyOf(versions) : a + ENDS[RANDOM.nextInt(ENDS.length)];
      out.println("P\t" + a + "\t" + b + "\t" + Integer.signum(compare(a, b)));
    }
    out.flush();
  }
}
