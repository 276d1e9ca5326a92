package ecommerce.local.appsync;

import ecommerce.local.wire.Access;
import ecommerce.local.wire.Call;
import ecommerce.local.wire.Operations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.appsync.model.ApiKey;
import software.amazon.awssdk.services.appsync.model.ApiKeyValidityOutOfBoundsException;
import software.amazon.awssdk.services.appsync.model.CreateApiKeyRequest;
import software.amazon.awssdk.services.appsync.model.CreateApiKeyResponse;
import software.amazon.awssdk.services.appsync.model.DeleteApiKeyRequest;
import software.amazon.awssdk.services.appsync.model.DeleteApiKeyResponse;
import software.amazon.awssdk.services.appsync.model.ListApiKeysRequest;
import software.amazon.awssdk.services.appsync.model.ListApiKeysResponse;
import software.amazon.awssdk.services.appsync.model.UpdateApiKeyRequest;
import software.amazon.awssdk.services.appsync.model.UpdateApiKeyResponse;

/** API keys: they work from the moment they are made until the hour in which they expire. */
final class KeyOperations {

  private static final Duration STANDARD = Duration.ofDays(7);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Duration KEPT = Duration.ofDays(60);

  private final Apis apis;
  private final ApiOperations names;
  private final InstantSource clock;

  KeyOperations(Apis apis, ApiOperations names, InstantSource clock) {
    this.apis = apis;
    this.names = names;
    this.clock = clock;
  }

  void declare(Operations operations) {
    operations.on(
        CreateApiKeyRequest::builder,
        Access.to("appsync:CreateApiKey", q -> keys(q.apiId())),
        this::create);
    operations.on(
        ListApiKeysRequest::builder,
        Access.to("appsync:ListApiKeys", q -> keys(q.apiId())),
        this::list);
    operations.on(
        UpdateApiKeyRequest::builder,
        Access.to("appsync:UpdateApiKey", q -> key(q.apiId(), q.id())),
        this::update);
    operations.on(
        DeleteApiKeyRequest::builder,
        Access.to("appsync:DeleteApiKey", q -> key(q.apiId(), q.id())),
        this::delete);
  }

  private String keys(String apiId) {
    return names.arn(apiId) + "/apikeys/*";
  }

  private String key(String apiId, String id) {
    return names.arn(apiId) + "/apikeys/" + id;
  }

  CreateApiKeyResponse create(Call call, CreateApiKeyRequest request) {
    apis.get(request.apiId());
    Instant expires = expiry(request.expires());
    ApiKey key =
        ApiKey.builder()
            .id("da2-" + ApiOperations.id())
            .description(request.description())
            .expires(expires.getEpochSecond())
            .deletes(expires.plus(KEPT).getEpochSecond())
            .build();
    apis.putKey(request.apiId(), key);
    return CreateApiKeyResponse.builder().apiKey(key).build();
  }

  /** Rounded down to the hour, from one day to a year ahead. */
  private Instant expiry(Long wished) {
    Instant now = clock.instant();
    Instant expires =
        (wished == null || wished == 0 ? now.plus(STANDARD) : Instant.ofEpochSecond(wished))
            .truncatedTo(ChronoUnit.HOURS);
    if (expires.isBefore(now.plus(Duration.ofHours(23)))
        || expires.isAfter(now.plus(LONGEST).plus(Duration.ofHours(1)))) {
      throw ApiKeyValidityOutOfBoundsException.builder()
          .message("API key must be valid for a minimum of 1 days and a maximum of 365 days.")
          .statusCode(400)
          .build();
    }
    return expires;
  }

  private ListApiKeysResponse list(Call call, ListApiKeysRequest request) {
    apis.get(request.apiId());
    return ListApiKeysResponse.builder().apiKeys(apis.keys(request.apiId())).build();
  }

  UpdateApiKeyResponse update(Call call, UpdateApiKeyRequest request) {
    ApiKey old =
        apis.key(request.apiId(), request.id())
            .orElseThrow(() -> Apis.missing("API key " + request.id()));
    Instant expires = expiry(request.expires() == null ? old.expires() : request.expires());
    ApiKey key =
        old.toBuilder()
            .description(request.description() == null ? old.description() : request.description())
            .expires(expires.getEpochSecond())
            .deletes(expires.plus(KEPT).getEpochSecond())
            .build();
    apis.putKey(request.apiId(), key);
    return UpdateApiKeyResponse.builder().apiKey(key).build();
  }

  DeleteApiKeyResponse delete(Call call, DeleteApiKeyRequest request) {
    apis.removeKey(request.apiId(), request.id());
    return DeleteApiKeyResponse.builder().build();
  }

  boolean valid(String apiId, String id) {
    return apis.key(apiId, id)
        .filter(key -> clock.instant().getEpochSecond() < key.expires())
        .isPresent();
  }
}
