package ecommerce.local.codecommit;

import ecommerce.local.AccessDenied;
import ecommerce.local.Authorizer;
import ecommerce.local.Identity;
import ecommerce.local.Permission;
import ecommerce.local.wire.Headers;
import ecommerce.local.wire.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/**
 * What git sends and gets, by JGit. A push may rewrite a branch, as on AWS; it may not delete the
 * default branch, nor move what a policy denies the caller by {@code codecommit:References}.
 */
final class GitTransfer {

  /** Which way commits go. */
  enum Way {
    PULL("git-upload-pack", "codecommit:GitPull"),
    PUSH("git-receive-pack", "codecommit:GitPush");

    private final String service;
    private final String action;

    Way(String service, String action) {
      this.service = service;
      this.action = action;
    }

    String action() {
      return action;
    }

    static Optional<Way> of(String service) {
      return Stream.of(values()).filter(way -> way.service.equals(service)).findFirst();
    }
  }

  private final Arns arns;
  private final Repositories repositories;
  private final Announcements announcements;
  private final Authorizer authorizer;

  GitTransfer(
      Arns arns, Repositories repositories, Announcements announcements, Authorizer authorizer) {
    this.arns = arns;
    this.repositories = repositories;
    this.announcements = announcements;
    this.authorizer = authorizer;
  }

  HttpResponse advertise(StoredRepository repository, Way way, String protocol) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PacketLineOut lines = new PacketLineOut(out);
    RefAdvertiser references = new RefAdvertiser.PacketLineOutRefAdvertiser(lines);
    try (Repository git = repositories.open(repository)) {
      if (way == Way.PULL) {
        uploading(git, protocol).sendAdvertisedRefs(references, way.service);
      } else {
        lines.writeString("# service=" + way.service + "\n");
        lines.end();
        ReceivePack receiving = new ReceivePack(git);
        receiving.setBiDirectionalPipe(false);
        receiving.sendAdvertisedRefs(references);
      }
    }
    return new HttpResponse(200, headers(way.service + "-advertisement"), out.toByteArray());
  }

  private static UploadPack uploading(Repository git, String protocol) {
    UploadPack uploading = new UploadPack(git);
    uploading.setBiDirectionalPipe(false);
    uploading.setExtraParameters(List.of(protocol.split(":")));
    return uploading;
  }

  /** The pack is made in a file, which is gone when it is sent. */
  HttpResponse upload(StoredRepository repository, InputStream request, String protocol)
      throws IOException {
    Path pack = Files.createTempFile("git", ".pack");
    try (Repository git = repositories.open(repository);
        OutputStream out = Files.newOutputStream(pack)) {
      uploading(git, protocol).upload(request, out, null);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(pack);
      throw e;
    }
    return new HttpResponse(
        200,
        headers(Way.PULL.service + "-result"),
        new byte[0],
        Optional.of(Files.newInputStream(pack, StandardOpenOption.DELETE_ON_CLOSE)));
  }

  HttpResponse receive(StoredRepository repository, InputStream pack, Identity caller)
      throws IOException {
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    try (Repository git = repositories.open(repository)) {
      ReceivePack receiving = new ReceivePack(git);
      receiving.setBiDirectionalPipe(false);
      receiving.setAtomic(true);
      receiving.setPreReceiveHook((any, commands) -> judge(repository, commands, caller));
      receiving.receive(pack, report, null);
    }
    announcements.changed(repository.name(), Optional.of(caller.arn()));
    return new HttpResponse(200, headers(Way.PUSH.service + "-result"), report.toByteArray());
  }

  private void judge(
      StoredRepository repository, Collection<ReceiveCommand> commands, Identity caller) {
    for (ReceiveCommand command : commands) {
      String reference = command.getRefName();
      Permission push =
          Permission.of(Way.PUSH.action(), arns.repository(repository.name()))
              .with("codecommit:References", List.of(reference));
      try {
        authorizer.require(caller, push);
      } catch (AccessDenied denied) {
        command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, denied.getMessage());
      }
      boolean ofDefault =
          repository
              .defaultBranch()
              .filter(b -> reference.equals(Constants.R_HEADS + b))
              .isPresent();
      if (ofDefault && command.getType() == ReceiveCommand.Type.DELETE) {
        command.setResult(
            ReceiveCommand.Result.REJECTED_OTHER_REASON, "the default branch cannot be deleted");
      }
    }
  }

  private static Headers headers(String type) {
    return Headers.of("Content-Type", "application/x-" + type, "Cache-Control", "no-cache");
  }
}
