package ecommerce.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The execution role of a function that names none: what the function's policies say and what its
 * events need.
 */
final class SamRole {

  private final SamResource function;
  private final SamParameters parameters;
  private final SamPolicies known;
  private final List<Node> managed = new ArrayList<>();
  private final List<Node> policies = new ArrayList<>();

  SamRole(SamResource function, SamParameters parameters, SamPolicies known) {
    this.function = function;
    this.parameters = parameters;
    this.known = known;
    allowManaged("service-role/AWSLambdaBasicExecutionRole");
  }

  String logicalId() {
    return function.logicalId() + "Role";
  }

  /** Attaches a managed policy of AWS, by its path and name, once. */
  void allowManaged(String path) {
    attach(
        Nodes.at(function.position())
            .text("arn:" + parameters.partition() + ":iam::aws:policy/" + path));
  }

  private void attach(Node arn) {
    if (managed.stream().noneMatch(other -> other.json().equals(arn.json()))) {
      managed.add(arn);
    }
  }

  void allow(Node policy) {
    policies.add(policy);
  }

  /** Adds a policy unless one with the same document is there. */
  void allowOnce(Node.Mapping policy) {
    Node document = policy.get("PolicyDocument").orElseThrow();
    boolean there =
        policies.stream()
            .anyMatch(
                other ->
                    other instanceof Node.Mapping map
                        && map.get("PolicyDocument")
                            .filter(same -> same.json().equals(document.json()))
                            .isPresent());
    if (!there) {
      policies.add(policy);
    }
  }

  /** A policy that allows one action on one resource. */
  static Node.Mapping allowing(Position position, String name, String action, Node resource) {
    Nodes make = Nodes.at(position);
    Node statement = make.object("Action", action, "Effect", "Allow", "Resource", resource);
    return make.object(
        "PolicyName", name, "PolicyDocument", make.map("Statement", make.list(statement)));
  }

  /** Adds what the function's {@code Policies} says. */
  void allowWritten() {
    Optional<Node> written = function.property("Policies");
    if (written.isEmpty()) {
      return;
    }
    List<Node> entries =
        written.get() instanceof Node.Sequence list ? list.items() : List.of(written.get());
    for (int i = 0; i < entries.size(); i++) {
      add(i, entries.get(i));
    }
  }

  private void add(int index, Node entry) {
    Optional<Intrinsic> choice = Intrinsic.in(entry).filter(found -> found.name().equals("Fn::If"));
    Node template = choice.isPresent() ? choice(index, choice.get()) : converted(index, entry);
    if (template instanceof Node.Mapping map && isDocument(choice, map)) {
      policies.add(map);
    } else {
      attach(template);
    }
  }

  private static boolean isDocument(Optional<Intrinsic> choice, Node.Mapping map) {
    if (choice.isEmpty()) {
      return map.get("PolicyDocument").isPresent();
    }
    return map.get("Fn::If").stream()
        .flatMap(list -> ((Node.Sequence) list).items().stream())
        .anyMatch(
            item -> item instanceof Node.Mapping inner && inner.get("PolicyDocument").isPresent());
  }

  private Node choice(int index, Intrinsic choice) {
    List<Node> items = choice.items(3, 3, "a list of a condition and two values");
    Nodes make = Nodes.at(choice.position());
    Node then = Intrinsic.isNoValue(items.get(1)) ? items.get(1) : converted(index, items.get(1));
    Node otherwise =
        Intrinsic.isNoValue(items.get(2)) ? items.get(2) : converted(index, items.get(2));
    return make.map("Fn::If", make.list(items.getFirst(), then, otherwise));
  }

  private Node converted(int index, Node entry) {
    Nodes make = Nodes.at(entry.position());
    Optional<String> name = Node.text(entry);
    if (name.isPresent()) {
      return make.text(known.managedArn(parameters.partition(), name.get()));
    }
    if (Intrinsic.in(entry).isPresent()) {
      return entry;
    }
    if (entry instanceof Node.Mapping map) {
      Optional<Node.Mapping> document =
          map.get("Statement").isPresent() ? Optional.of(map) : known.document(map);
      if (document.isPresent()) {
        return make.object(
            "PolicyName", logicalId() + "Policy" + index, "PolicyDocument", document.get());
      }
    }
    throw new TemplateException(
        entry.position(),
        "policy %d of %s is no managed policy, policy document or SAM policy template"
            .formatted(index, function.logicalId()));
  }

  GeneratedResource resource(Node tags) {
    GeneratedResource role =
        GeneratedResource.beside(function, logicalId(), "AWS::IAM::Role", function.position());
    Nodes make = role.make();
    role.property(
        "AssumeRolePolicyDocument",
        function.property("AssumeRolePolicyDocument").orElseGet(() -> trust(make)));
    role.property("ManagedPolicyArns", make.list(managed));
    role.property("Path", function.property("RolePath"));
    role.property(
        "Policies", policies.isEmpty() ? Optional.empty() : Optional.of(make.list(policies)));
    return role.copy(function, "PermissionsBoundary").property("Tags", tags);
  }

  private static Node trust(Nodes make) {
    SequencedMap<String, Node> statement = new LinkedHashMap<>();
    statement.put("Action", make.list(make.text("sts:AssumeRole")));
    statement.put("Effect", make.text("Allow"));
    statement.put("Principal", make.map("Service", make.list(make.text("lambda.amazonaws.com"))));
    return make.object(
        "Version",
        "2012-10-17",
        "Statement",
        make.list(new Node.Mapping(make.empty().position(), statement)));
  }
}
