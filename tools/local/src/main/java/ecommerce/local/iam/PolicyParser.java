package ecommerce.local.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads policy documents strictly: whatever IAM would refuse is a {@link MalformedPolicy}. */
final class PolicyParser {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String VARIABLES_VERSION = "2012-10-17";
  private static final Set<String> VERSIONS = Set.of("2008-10-17", VARIABLES_VERSION);

  private PolicyParser() {}

  static Policy parse(String document, PolicyKind kind) {
    try {
      return parse(JSON.readTree(document), kind);
    } catch (JsonProcessingException e) {
      throw new MalformedPolicy("This policy contains invalid Json: " + e.getOriginalMessage());
    }
  }

  static Policy parse(JsonNode document, PolicyKind kind) {
    if (!document.isObject()) {
      throw new MalformedPolicy("Syntax errors in policy: the document must be a JSON object.");
    }
    Elements.known(document, Set.of("Version", "Id", "Statement"));
    String version = document.path("Version").asText("2008-10-17");
    if (!VERSIONS.contains(version)) {
      throw new MalformedPolicy(
          "The policy must contain a valid version string: " + version + " is none.");
    }
    JsonNode statements = document.path("Statement");
    if (statements.isMissingNode() || statements.isArray() && statements.isEmpty()) {
      throw new MalformedPolicy("Syntax errors in policy: it has no Statement.");
    }
    StatementParser parser = new StatementParser(kind, version.equals(VARIABLES_VERSION));
    List<Statement> parsed = new ArrayList<>();
    for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
      parsed.add(parser.parse(statement, parsed.size() + 1));
    }
    refuseRepeatedSids(parsed);
    return new Policy(parsed);
  }

  private static void refuseRepeatedSids(List<Statement> statements) {
    if (statements.stream().map(Statement::label).distinct().count() != statements.size()) {
      throw new MalformedPolicy("Statement IDs (SID) in a single policy must be unique.");
    }
  }
}
