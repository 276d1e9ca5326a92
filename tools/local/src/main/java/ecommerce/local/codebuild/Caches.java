package ecommerce.local.codebuild;

import ecommerce.local.ObjectClients;
import java.io.IOException;
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
    try {
      Optional<Path> zip = fetch(project, role);
      if (zip.isPresent()) {
        Zips.unpack(zip.get(), source);
        log.say("Restored the cache");
        if (!zip.get().startsWith(folder)) {
          Files.delete(zip.get());
        }
      }
    } catch (IOException | SdkException | Failure e) {
      log.say("The cache cannot be restored: " + e.getMessage());
    }
  }

  private Optional<Path> fetch(Project project, Role role) throws IOException {
    ProjectCache cache = project.cache();
    if (cache.type() == CacheType.LOCAL && cache.modes().contains(CacheMode.LOCAL_CUSTOM_CACHE)) {
      return Optional.of(local(project)).filter(Files::exists);
    }
    if (cache.type() != CacheType.S3) {
      return Optional.empty();
    }
    Path zip = Files.createTempFile("cache", ".zip");
    Files.delete(zip);
    try (S3Client s3 = objects.of(role.identity())) {
      s3.getObject(r -> r.bucket(bucket(cache)).key(key(cache, project)), zip);
      return Optional.of(zip);
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  void keep(Project project, Buildspec spec, Path source, Role role, BuildLog log) {
    ProjectCache cache = project.cache();
    boolean local =
        cache.type() == CacheType.LOCAL && cache.modes().contains(CacheMode.LOCAL_CUSTOM_CACHE);
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
          Files.move(zip, local(project), StandardCopyOption.REPLACE_EXISTING);
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

  private Path local(Project project) {
    return folder.resolve(project.name() + ".zip");
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
