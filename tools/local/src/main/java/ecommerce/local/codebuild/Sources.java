package ecommerce.local.codebuild;

import ecommerce.local.Account;
import ecommerce.local.Endpoints;
import ecommerce.local.ObjectClients;
import ecommerce.local.Roles;
import ecommerce.local.wire.GitSignature;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.eclipse.jgit.api.CloneCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Brings a build's sources to their folders, as the build's role: clones, or unpacks zips. */
record Sources(Account account, Endpoints endpoints, InstantSource clock, ObjectClients objects) {

  /**
   * @param version a branch, tag or commit; of an object its version; null for the newest
   * @return what it really is: the commit's id, or the object's version or ETag; empty for none
   * @throws Failure where it cannot be had
   */
  String fetch(ProjectSource source, String version, Path folder, Role role) {
    try {
      Files.createDirectories(folder);
      return switch (source.type()) {
        case CODECOMMIT -> clone(source, version, folder, role.credentials());
        case S3 -> download(source.location(), version, folder, role);
        default -> "";
      };
    } catch (IOException e) {
      throw Failure.client("the source cannot be written: " + e);
    }
  }

  private String clone(ProjectSource source, String version, Path folder, Roles.Credentials role)
      throws IOException {
    String path = URI.create(source.location()).getPath();
    String password =
        new GitSignature(account.region(), "localhost", path)
            .password(role.secretAccessKey(), clock.instant());
    CredentialsProvider credentials =
        new UsernamePasswordCredentialsProvider(
            role.accessKeyId() + "%" + role.sessionToken(), password);
    CloneCommand command =
        Git.cloneRepository()
            .setURI(endpoints.url() + path)
            .setDirectory(folder.toFile())
            .setCredentialsProvider(credentials);
    boolean shallow = source.gitCloneDepth() != null && source.gitCloneDepth() > 0;
    if (shallow) {
      command.setDepth(source.gitCloneDepth());
    }
    try (Git git = command.call()) {
      if (version != null && !version.isEmpty()) {
        ObjectId commit = commit(git, version);
        if (commit == null && shallow) {
          // It lies deeper than what was cloned.
          git.fetch()
              .setUnshallow(true)
              .setTagOpt(TagOpt.FETCH_TAGS)
              .setCredentialsProvider(credentials)
              .call();
          commit = commit(git, version);
        }
        if (commit == null) {
          throw Failure.client("reference not found for primary source: " + version);
        }
        git.checkout().setName(commit.name()).call();
      }
      ObjectId head = git.getRepository().resolve(Constants.HEAD);
      if (head == null) {
        throw Failure.client("the repository " + source.location() + " is empty");
      }
      return head.name();
    } catch (GitAPIException e) {
      throw Failure.client("git clone " + source.location() + ": " + e.getMessage());
    }
  }

  private static ObjectId commit(Git git, String version) throws IOException {
    try {
      return git.getRepository().resolve(local(git, version) + "^{commit}");
    } catch (MissingObjectException e) {
      return null;
    }
  }

  private static String local(Git git, String version) throws IOException {
    String branch = version.replaceFirst("^refs/heads/", "");
    String remote = Constants.R_REMOTES + "origin/" + branch;
    return git.getRepository().exactRef(remote) == null ? version : remote;
  }

  private String download(String location, String version, Path folder, Role role)
      throws IOException {
    String plain = location.replaceFirst("^arn:aws:s3:::", "");
    int slash = plain.indexOf('/');
    if (slash < 0 || plain.endsWith("/")) {
      throw Failure.client(
          "the source "
              + location
              + " must name a zip in a bucket: folders are not supported by"
              + " this environment");
    }
    Path zip = Files.createTempFile("source", ".zip");
    try (S3Client s3 = objects.of(role.identity())) {
      Files.delete(zip);
      GetObjectResponse got =
          s3.getObject(
              r ->
                  r.bucket(plain.substring(0, slash))
                      .key(plain.substring(slash + 1))
                      .versionId(version),
              zip);
      Zips.unpack(zip, folder);
      return got.versionId() == null ? got.eTag().replace("\"", "") : got.versionId();
    } catch (SdkException e) {
      throw Failure.client("the source s3://" + plain + ": " + e.getMessage());
    } finally {
      Files.deleteIfExists(zip);
    }
  }

  /** Whether a source is there at all. */
  static boolean any(ProjectSource source) {
    return source.type() != SourceType.NO_SOURCE;
  }
}
