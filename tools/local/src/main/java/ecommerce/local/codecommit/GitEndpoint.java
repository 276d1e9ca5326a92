package ecommerce.local.codecommit;

import ecommerce.local.AccessDenied;
import ecommerce.local.Authorizer;
import ecommerce.local.Identity;
import ecommerce.local.Permission;
import ecommerce.local.wire.Headers;
import ecommerce.local.wire.HttpRequest;
import ecommerce.local.wire.HttpResponse;
import ecommerce.local.wire.PathService;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Git's smart HTTP protocol at {@code /v1/repos/NAME}: proves who asks, asks whether that one may
 * pull or push, and gives the rest to {@link GitTransfer}. The older protocol of plain files is
 * refused.
 */
final class GitEndpoint implements PathService {

  private static final Pattern ROUTE =
      Pattern.compile("(/v1/repos/([\\w.-]+))/(info/refs|git-upload-pack|git-receive-pack)");

  private final Arns arns;
  private final Repositories repositories;
  private final GitPassword passwords;
  private final Authorizer authorizer;
  private final GitTransfer transfer;

  GitEndpoint(
      Arns arns,
      Repositories repositories,
      GitPassword passwords,
      Authorizer authorizer,
      GitTransfer transfer) {
    this.arns = arns;
    this.repositories = repositories;
    this.passwords = passwords;
    this.authorizer = authorizer;
    this.transfer = transfer;
  }

  @Override
  public boolean owns(String path) {
    return path.startsWith(Arns.PATH);
  }

  @Override
  public boolean readsBodies() {
    return true;
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    throw new UnsupportedOperationException("bodies are read as they come");
  }

  @Override
  public HttpResponse handle(HttpRequest head, InputStream body) throws IOException {
    Matcher route = ROUTE.matcher(head.path());
    if (!route.matches()) {
      return text(404, "no such page; a repository is cloned from " + arns.cloneUrl("NAME"));
    }
    Optional<String> authorization = head.headers().first("authorization");
    if (authorization.isEmpty()) {
      return new HttpResponse(
          401,
          Headers.of("WWW-Authenticate", "Basic realm=\"AWS CodeCommit\"", "Connection", "close"),
          new byte[0]);
    }
    String host = head.headers().first("host").orElse("").replaceFirst(":\\d+$", "");
    Optional<Identity> caller = passwords.verify(authorization.get(), host, route.group(1));
    return caller.isPresent()
        ? handle(head, body, caller.get(), route.group(2), route.group(3))
        : text(403, "the credentials are wrong or have expired");
  }

  private HttpResponse handle(
      HttpRequest head, InputStream body, Identity caller, String name, String page)
      throws IOException {
    boolean advertises = page.equals("info/refs");
    if (!head.method().equals(advertises ? "GET" : "POST")) {
      return text(405, page + " is not for " + head.method());
    }
    Optional<GitTransfer.Way> way =
        GitTransfer.Way.of(advertises ? head.query().replaceFirst("^service=", "") : page);
    if (way.isEmpty()) {
      return text(403, "only the smart protocol of git is offered");
    }
    try {
      authorizer.require(caller, Permission.of(way.get().action(), arns.repository(name)));
    } catch (AccessDenied denied) {
      return text(403, denied.getMessage());
    }
    Optional<StoredRepository> repository = repositories.find(name);
    if (repository.isEmpty()) {
      return text(404, "repository " + name + " not found");
    }
    String protocol = head.headers().first("git-protocol").orElse("");
    if (advertises) {
      return transfer.advertise(repository.get(), way.get(), protocol);
    }
    boolean zipped = head.headers().first("content-encoding").orElse("").contains("gzip");
    InputStream plain = zipped ? new GZIPInputStream(body) : body;
    return way.get() == GitTransfer.Way.PULL
        ? transfer.upload(repository.get(), plain, protocol)
        : transfer.receive(repository.get(), plain, caller);
  }

  private static HttpResponse text(int status, String text) {
    return new HttpResponse(
        status,
        Headers.of("Content-Type", "text/plain; charset=utf-8", "Connection", "close"),
        (text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
