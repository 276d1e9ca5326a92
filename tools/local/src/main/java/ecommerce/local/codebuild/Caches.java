package ecommerce.local.codebuild;

import ecommerce.local.ObjectClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codebuild.model.CacheMode;
import software.amazon.awssdk.services.codebuild.model.CacheType;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectCache;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * What builds of a project leave to the next one: the paths of the buildspec below the source, as a
 * zip in S3 or in a folder of this machine. Paths elsewhere ({@code ~/.m2}, {@code /root/.m2}) are
 * the machine's own and stay there anyway. A cache that cannot be had or kept fails no build.
 *
 * @param folder for local caches
 */
record Caches(ObjectClients objects, Path folder) {

  void restore(Project project, Buildspec spec, Path source, Role role, BuildLog log) {
    if (below(spec).isEmpty()) {
      return;
    }
    ProjectCache cache = project.cache();
    try {
      boolean found =
          isLocal(cache)
              ? unpack(local(project.name()), source)
              : cache.type() == CacheType.S3 && download(project, source, role);
      if (found) {
        log.say("Restored the cache");
      }
    } catch (IOException | SdkException | Failure e) {
      log.say("The cache cannot be restored: " + e.getMessage());
    }
  }

  private static boolean unpack(Path zip, Path source) throws IOException {
    if (!Files.exists(zip)) {
      return false;
    }
    Zips.unpack(zip, source);
    return true;
  }

  private boolean download(Project project, Path source, Role role) throws IOException {
    ProjectCache cache = project.cache();
    Path zip = Files.createTempFile(Files.createDirectories(folder), "cache", ".zip");
    try (S3Client s3 = objects.of(role.identity())) {
      Files.delete(zip);
      s3.getObject(r -> r.bucket(bucket(cache)).key(key(cache, project)), zip);
      return unpack(zip, source);
    } catch (NoSuchKeyException e) {
      return false;
    } finally {
      Files.deleteIfExists(zip);
    }
  }

  /** Forgets what is kept here for a project; what is in S3 belongs to the bucket. */
  void remove(String project) {
    try {
      Files.deleteIfExists(local(project));
    } catch (IOException e) {
      throw new UncheckedIOException("the cache of " + project + " cannot be removed", e);
    }
  }

  void keep(Project project, Buildspec spec, Path source, Role role, BuildLog log) {
    ProjectCache cache = project.cache();
    boolean local = isLocal(cache);
    if (!local && cache.type() != CacheType.S3 || spec.cachePaths().isEmpty()) {
      return;
    }
    List<String> paths = below(spec);
    if (paths.size() < spec.cachePaths().size()) {
      log.say("Cache paths outside of the source are this machine's own, and stay as they are");
    }
    if (paths.isEmpty()) {
      return;
    }
    try {
      Map<String, Path> files =
          FileSelection.of(
              source, new Buildspec.Files(paths, List.of(), Optional.empty(), ".", false));
      Path zip = Files.createTempFile(Files.createDirectories(folder), "cache", ".zip");
      try {
        Zips.pack(zip, files);
        if (local) {
          Files.move(zip, local(project.name()), StandardCopyOption.REPLACE_EXISTING);
        } else {
          try (S3Client s3 = objects.of(role.identity())) {
            ObjectClients.put(s3, bucket(cache), key(cache, project), zip);
          }
        }
        log.say("Kept " + files.size() + " file(s) in the cache");
      } finally {
        Files.deleteIfExists(zip);
      }
    } catch (IOException | SdkException | Failure e) {
      log.say("The cache cannot be kept: " + e.getMessage());
    }
  }

  private static List<String> below(Buildspec spec) {
    return spec.cachePaths().stream()
        .filter(path -> !path.startsWith("/") && !path.startsWith("~") && !path.startsWith("$"))
        .filter(path -> !path.startsWith(".."))
        .toList();
  }

  private static boolean isLocal(ProjectCache cache) {
    return cache.type() == CacheType.LOCAL && cache.modes().contains(CacheMode.LOCAL_CUSTOM_CACHE);
  }

  private Path local(String project) {
    return folder.resolve(project + ".zip");
  }

  private static String bucket(ProjectCache cache) {
    return cache.location().split("/", 2)[0];
  }

  private static String key(ProjectCache cache, Project project) {
    String[] parts = cache.location().split("/", 2);
    String prefix = parts.length > 1 && !parts[1].isEmpty() ? parts[1] + "/" : "";
    String owner = cache.cacheNamespace() == null ? project.name() : cache.cacheNamespace();
    return prefix.replaceAll("/{2,}", "/") + owner + ".zip";
  }
}
