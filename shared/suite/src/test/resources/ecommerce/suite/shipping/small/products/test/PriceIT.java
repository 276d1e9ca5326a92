import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** An integration test: invokes what is deployed, with the permissions of the build. */
public final class PriceIT {

  public static void main(String[] args) throws Exception {
    String failure = null;
    try (SsmClient ssm = SsmClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();
        LambdaClient lambda = LambdaClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build()) {
      String name = ssm.getParameter(r -> r.name("/ecommerce/" + args[0] + "/products/price/name")).parameter().value();
      String answer =
          lambda.invoke(r -> r.functionName(name).payload(SdkBytes.fromUtf8String("{\"quantity\": 3}"))).payload().asUtf8String();
      String total = answer.replaceAll(".*\"total\":(\\d+).*", "$1");
      if (!total.equals("600")) {
        failure = "expected 600 but was " + total;
      }
    }
    Files.writeString(
        Path.of("target/reports/TEST-PriceIT.xml"),
        "<testsuite name=\"PriceIT\" tests=\"1\"><testcase classname=\"PriceIT\" name=\"costsWhatItsPiecesCost\" time=\"0.01\">"
            + (failure == null ? "" : "<failure message=\"" + failure + "\"/>")
            + "</testcase></testsuite>");
    System.exit(failure == null ? 0 : 1);
  }
}
