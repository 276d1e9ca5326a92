package ecommerce.runtime;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import java.util.Map;

/**
 * What a client says of itself ({@code X-Amz-Client-Context}); its fields are filled from that
 * header's JSON.
 */
final class CallerContext implements ClientContext {

  private CallerDevice client;
  private Map<String, String> custom;
  private Map<String, String> env;

  @Override
  public Client getClient() {
    return client;
  }

  @Override
  public Map<String, String> getCustom() {
    return custom;
  }

  @Override
  public Map<String, String> getEnvironment() {
    return env;
  }

  private static final class CallerDevice implements Client {

    private String installation_id;

    private String app_title;
    private String app_version_name;
    private String app_version_code;
    private String app_package_name;

    @Override
    public String getInstallationId() {
      return installation_id;
    }

    @Override
    public String getAppTitle() {
      return app_title;
    }

    @Override
    public String getAppVersionName() {
      return app_version_name;
    }

    @Override
    public String getAppVersionCode() {
      return app_version_code;
    }

    @Override
    public String getAppPackageName() {
      return app_package_name;
    }
  }
}
