package ecommerce.local.ssm;

import ecommerce.local.Account;
import ecommerce.local.Part;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersResponse;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/**
 * Parameter Store, with the newest version of each parameter. A selector of an older version is
 * refused as not found; SecureString values are kept as they are, there is no key service here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html">PutParameter</a>
 */
public final class ParameterStore implements Part, AwsService {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.\\-/]{1,1011}");
  private static final List<String> TYPES = List.of("String", "StringList", "SecureString");

  private final Account account;
  private final InstantSource clock;
  private final Collection<StoredParameter> parameters;

  public ParameterStore(Account account, Store store, InstantSource clock) {
    this.account = account;
    this.clock = clock;
    this.parameters = store.collection("ssm.parameters", StoredParameter.class);
  }

  @Override
  public List<AwsService> services() {
    return List.of(this);
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return List.of(new ParameterResource(this));
  }

  @Override
  public Protocol protocol() {
    return new Protocol.AwsJson("ssm", "AmazonSSM", "1.1");
  }

  @Override
  public void declare(Operations operations) {
    operations.on(
        PutParameterRequest::builder,
        Access.to("ssm:PutParameter", r -> arn(r.name())),
        (c, r) -> put(r));
    operations.on(
        GetParameterRequest::builder,
        Access.to("ssm:GetParameter", r -> arn(r.name())),
        (c, r) -> get(r));
    operations.on(
        GetParametersRequest::builder,
        r ->
            r.names().stream()
                .map(n -> ecommerce.local.Permission.of("ssm:GetParameters", arn(n)))
                .toList(),
        (c, r) -> getAll(r));
    operations.on(
        GetParametersByPathRequest::builder,
        Access.to("ssm:GetParametersByPath", r -> arn(r.path())),
        (c, r) -> getByPath(r));
    operations.on(
        DescribeParametersRequest::builder,
        Access.to("ssm:DescribeParameters"),
        (c, r) -> describe(r));
    operations.on(
        DeleteParameterRequest::builder,
        Access.to("ssm:DeleteParameter", r -> arn(r.name())),
        (c, r) -> delete(r));
    operations.on(
        DeleteParametersRequest::builder,
        r ->
            r.names().stream()
                .map(n -> ecommerce.local.Permission.of("ssm:DeleteParameters", arn(n)))
                .toList(),
        (c, r) -> deleteAll(r));
  }

  /** The value of a parameter; empty where there is none. */
  public Optional<String> value(String name) {
    return parameters.get(name).map(StoredParameter::value);
  }

  PutParameterResponse put(PutParameterRequest request) {
    String type = request.typeAsString() == null ? "String" : request.typeAsString();
    if (!NAME.matcher(request.name()).matches()) {
      throw Fault.validation(
          "Parameter name: can't be empty, and only a mix of letters, numbers and the following 4"
              + " symbols .-_/ is allowed.");
    }
    if (!TYPES.contains(type)) {
      throw Fault.validation(
          "1 validation error detected: Value '"
              + type
              + "' at 'type' failed to satisfy constraint: Member must satisfy enum value set: "
              + TYPES);
    }
    if (request.value().isEmpty() || request.value().length() > 4096) {
      throw Fault.validation(
          "1 validation error detected: Value at 'value' failed to satisfy constraint: Member must"
              + " have length between 1 and 4096");
    }
    refuseUnknown(request);
    Optional<StoredParameter> present = parameters.get(request.name());
    if (present.isPresent() && !Boolean.TRUE.equals(request.overwrite())) {
      throw ParameterAlreadyExistsException.builder()
          .message(
              "The parameter already exists. To overwrite this value, set the overwrite option in"
                  + " the request to true.")
          .build();
    }
    Map<String, String> tags = new LinkedHashMap<>();
    request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
    long version = present.map(p -> p.version() + 1).orElse(1L);
    parameters.put(
        request.name(),
        new StoredParameter(
            request.name(),
            type,
            request.value(),
            version,
            clock.instant(),
            Optional.ofNullable(request.description()),
            tags));
    return PutParameterResponse.builder().version(version).tier("Standard").build();
  }

  private static void refuseUnknown(PutParameterRequest request) {
    boolean standard = request.tier() == null || !request.tierAsString().equals("Advanced");
    boolean text = request.dataType() == null || request.dataType().equals("text");
    if (!standard || !text || request.allowedPattern() != null || request.policies() != null) {
      throw Fault.validation(
          "Parameters in this environment are of tier Standard and data type text, without"
              + " AllowedPattern and Policies.");
    }
  }

  private GetParameterResponse get(GetParameterRequest request) {
    return GetParameterResponse.builder().parameter(find(request.name())).build();
  }

  /**
   * @param selected a name, or a name and {@code :version}
   */
  private Parameter find(String selected) {
    int colon = selected.startsWith("arn:") ? -1 : selected.lastIndexOf(':');
    String name =
        colon < 0
            ? selected.replaceFirst("^arn:[^/]*:parameter(?=/)", "")
            : selected.substring(0, colon);
    StoredParameter stored =
        parameters
            .get(name)
            .orElseThrow(
                () ->
                    ParameterNotFoundException.builder()
                        .message("Parameter " + name + " not found.")
                        .build());
    if (colon >= 0 && !selected.substring(colon + 1).equals(String.valueOf(stored.version()))) {
      throw ParameterVersionNotFoundException.builder()
          .message(
              "Systems Manager could not find version "
                  + selected.substring(colon + 1)
                  + " of "
                  + name
                  + ". Verify the version and try again.")
          .build();
    }
    return shown(stored);
  }

  private Parameter shown(StoredParameter stored) {
    return Parameter.builder()
        .name(stored.name())
        .type(stored.type())
        .value(stored.value())
        .version(stored.version())
        .lastModifiedDate(stored.modified())
        .arn(arn(stored.name()))
        .dataType("text")
        .build();
  }

  private GetParametersResponse getAll(GetParametersRequest request) {
    List<Parameter> found = new ArrayList<>();
    List<String> invalid = new ArrayList<>();
    for (String name : request.names()) {
      try {
        found.add(find(name));
      } catch (ParameterNotFoundException | ParameterVersionNotFoundException e) {
        invalid.add(name);
      }
    }
    return GetParametersResponse.builder().parameters(found).invalidParameters(invalid).build();
  }

  private GetParametersByPathResponse getByPath(GetParametersByPathRequest request) {
    String path = request.path().endsWith("/") ? request.path() : request.path() + "/";
    boolean recursive = Boolean.TRUE.equals(request.recursive());
    List<StoredParameter> below =
        parameters.startingWith(path).values().stream()
            .filter(p -> recursive || p.name().indexOf('/', path.length()) < 0)
            .toList();
    Page<StoredParameter> page =
        Page.of(
            below, request.nextToken(), request.maxResults() == null ? 10 : request.maxResults());
    return GetParametersByPathResponse.builder()
        .parameters(page.items().stream().map(this::shown).toList())
        .nextToken(page.next())
        .build();
  }

  private DescribeParametersResponse describe(DescribeParametersRequest request) {
    if (!request.parameterFilters().isEmpty() || !request.filters().isEmpty()) {
      throw Fault.validation(
          "Filters of DescribeParameters are not offered by this environment; use"
              + " GetParametersByPath.");
    }
    Page<StoredParameter> page =
        Page.of(
            parameters.values(),
            request.nextToken(),
            request.maxResults() == null ? 50 : request.maxResults());
    return DescribeParametersResponse.builder()
        .parameters(
            page.items().stream()
                .map(
                    p ->
                        software.amazon.awssdk.services.ssm.model.ParameterMetadata.builder()
                            .name(p.name())
                            .arn(arn(p.name()))
                            .type(p.type())
                            .version(p.version())
                            .lastModifiedDate(p.modified())
                            .description(p.description().orElse(null))
                            .build())
                .toList())
        .nextToken(page.next())
        .build();
  }

  private DeleteParameterResponse delete(DeleteParameterRequest request) {
    if (parameters.remove(request.name()).isEmpty()) {
      throw ParameterNotFoundException.builder()
          .message("Parameter " + request.name() + " not found.")
          .build();
    }
    return DeleteParameterResponse.builder().build();
  }

  private DeleteParametersResponse deleteAll(DeleteParametersRequest request) {
    Map<Boolean, List<String>> removed =
        request.names().stream()
            .collect(
                java.util.stream.Collectors.partitioningBy(
                    name -> parameters.remove(name).isPresent()));
    return DeleteParametersResponse.builder()
        .deletedParameters(removed.get(true))
        .invalidParameters(removed.get(false))
        .build();
  }

  void forget(String name) {
    parameters.remove(name);
  }

  private String arn(String name) {
    return name.startsWith("arn:")
        ? name
        : account.arn(
            "ssm",
            "parameter" + (name.startsWith("/") ? "" : "/") + name.replaceFirst(":[^:/]*$", ""));
  }
}
