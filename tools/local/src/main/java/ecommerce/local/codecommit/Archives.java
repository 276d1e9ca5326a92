package ecommerce.local.codecommit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.ObjectClients;
import ecommerce.local.wire.Call;
import ecommerce.local.wire.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Writes a commit's files as a zip to S3, in the caller's name: the operations {@code
 * UploadArchive} and {@code GetUploadArchiveStatus} that AWS lists only as permissions, and that
 * CodePipeline reads sources by. It is done when it is answered. Submodules are left out.
 */
record Archives(Repositories repositories, ObjectClients objects) {

  JsonNode upload(Call call, ObjectNode request) {
    String commit = text(request, "commitId");
    String bucket = text(request, "s3Bucket");
    String key = text(request, "s3Key");
    return Opened.with(
        repositories,
        text(request, "repositoryName"),
        git -> {
          Path zip = Files.createTempFile("source", ".zip");
          try (S3Client s3 = objects.of(call.caller())) {
            write(git, new Revisions(git).require(commit), zip);
            ObjectClients.put(s3, bucket, key, zip);
          } catch (SdkException e) {
            throw new Fault(
                "UploadArchiveFailedException",
                400,
                "s3://" + bucket + "/" + key + " cannot be written: " + e.getMessage());
          } finally {
            Files.deleteIfExists(zip);
          }
          return JsonNodeFactory.instance
              .objectNode()
              .put("uploadId", UUID.randomUUID().toString());
        });
  }

  JsonNode status(ObjectNode request) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("uploadId", text(request, "uploadId"))
        .put("status", "Succeeded");
  }

  static String text(ObjectNode request, String member) {
    String text = request.path(member).asText("");
    if (text.isEmpty()) {
      throw Fault.validation("The member " + member + " is missing");
    }
    return text;
  }

  private static void write(Repository git, RevCommit commit, Path zip) throws IOException {
    try (OutputStream file = Files.newOutputStream(zip);
        ZipArchiveOutputStream out = new ZipArchiveOutputStream(file);
        TreeWalk walk = new TreeWalk(git)) {
      walk.addTree(commit.getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        FileMode mode = walk.getFileMode();
        if (!mode.equals(FileMode.GITLINK)) {
          ZipArchiveEntry entry = new ZipArchiveEntry(walk.getPathString());
          entry.setTime(commit.getCommitTime() * 1000L);
          entry.setUnixMode(mode.getBits());
          out.putArchiveEntry(entry);
          git.open(walk.getObjectId(0)).copyTo(out);
          out.closeArchiveEntry();
        }
      }
    }
  }
}
