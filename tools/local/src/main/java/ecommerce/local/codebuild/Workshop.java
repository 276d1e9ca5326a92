package ecommerce.local.codebuild;

import ecommerce.local.Account;
import ecommerce.local.Authorizer;
import ecommerce.local.LogSink;
import ecommerce.local.Roles;
import ecommerce.local.Timers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What builds are made with.
 *
 * @param folder below which each build has a folder of its own while it runs
 */
record Workshop(
    Account account,
    Timers timers,
    Roles roles,
    Authorizer authorizer,
    LogSink logs,
    Builds builds,
    Phases phases,
    Sources sources,
    Variables variables,
    Caches caches,
    Artifacts artifacts,
    ReportUpload reports,
    CredentialsEndpoint credentials,
    Path folder) {

  private static final Logger LOG = LoggerFactory.getLogger("aws.codebuild");

  Path folder(String buildId) {
    return folder.resolve(buildId.substring(buildId.indexOf(':') + 1));
  }

  /** Removes what builds that were interrupted have left; what cannot be removed stays. */
  void clear() {
    Folders.remove(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      LOG.warn("the folder {} for builds cannot be made", folder, e);
    }
  }
}
