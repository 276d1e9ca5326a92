package ecommerce.local.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Shapes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.UUID;
import software.amazon.awssdk.services.codedeploy.model.ApplicationAlreadyExistsException;
import software.amazon.awssdk.services.codedeploy.model.ApplicationDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.ApplicationInfo;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.CreateApplicationRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateApplicationResponse;
import software.amazon.awssdk.services.codedeploy.model.DeleteApplicationRequest;
import software.amazon.awssdk.services.codedeploy.model.DeleteApplicationResponse;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRequest;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationResponse;
import software.amazon.awssdk.services.codedeploy.model.InvalidComputePlatformException;
import software.amazon.awssdk.services.codedeploy.model.ListApplicationsResponse;

/** The applications, all of the compute platform Lambda. Durable. */
final class Applications {

  private final InstantSource clock;
  private final Collection<ObjectNode> stored;

  Applications(InstantSource clock, Store store) {
    this.clock = clock;
    this.stored = store.collection("codedeploy.applications", ObjectNode.class);
  }

  CreateApplicationResponse create(CreateApplicationRequest request) {
    if (request.computePlatform() != ComputePlatform.LAMBDA) {
      throw InvalidComputePlatformException.builder()
          .message(
              "The compute platform "
                  + request.computePlatformAsString()
                  + " is not supported by this environment: Lambda is")
          .statusCode(400)
          .build();
    }
    String id = UUID.randomUUID().toString();
    ApplicationInfo application =
        ApplicationInfo.builder()
            .applicationId(id)
            .applicationName(request.applicationName())
            .computePlatform(ComputePlatform.LAMBDA)
            .createTime(clock.instant())
            .linkedToGitHub(false)
            .build();
    if (!stored.putIfAbsent(request.applicationName(), Shapes.toJson(application))) {
      throw ApplicationAlreadyExistsException.builder()
          .message("An application already exists with the name: " + request.applicationName())
          .statusCode(400)
          .build();
    }
    return CreateApplicationResponse.builder().applicationId(id).build();
  }

  GetApplicationResponse get(GetApplicationRequest request) {
    return GetApplicationResponse.builder().application(require(request.applicationName())).build();
  }

  ListApplicationsResponse list() {
    return ListApplicationsResponse.builder()
        .applications(new ArrayList<>(stored.entries().keySet()))
        .build();
  }

  /** One that is not there is no error, as on AWS. */
  DeleteApplicationResponse delete(DeleteApplicationRequest request) {
    stored.remove(request.applicationName());
    return DeleteApplicationResponse.builder().build();
  }

  ApplicationInfo require(String name) {
    return stored
        .get(name)
        .map(json -> Shapes.fromJson(json, ApplicationInfo.builder()).build())
        .orElseThrow(
            () ->
                ApplicationDoesNotExistException.builder()
                    .message("No application found for name: " + name)
                    .statusCode(400)
                    .build());
  }
}
