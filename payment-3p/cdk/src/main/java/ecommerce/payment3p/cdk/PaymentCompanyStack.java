package ecommerce.payment3p.cdk;

import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.ssm.CfnParameter;
import software.constructs.Construct;

/**
 * Everything of the payment company: three tables, the function, its API, and the two parameters by
 * which others find it. It depends on no other stack. Logical ids are the constructs' own names and
 * must not change: data hangs on them.
 */
final class PaymentCompanyStack extends Stack {

  static final String SERVICE = "payment-3p";

  /**
   * @param environment what the parameter of that name is where nobody gives it
   */
  PaymentCompanyStack(
      Construct app, String id, StackProps props, String environment, Artefacts artefacts) {
    super(app, id, props);
    getTemplateOptions()
        .setDescription("Payment 3P - stands for a payment company outside of the platform");
    Settings settings = new Settings(this, environment);
    TokenTable authorised = new TokenTable(this, "Table", settings);
    TokenTable settled = new TokenTable(this, "SettledTable", settings);
    TokenTable refunds = new TokenTable(this, "RefundsTable", settings, "refundId");
    CfnLogGroup logs =
        CfnLogGroup.Builder.create(this, "LogGroup")
            .retentionInDays(settings.logRetention())
            .build();
    PaymentsFunction payments =
        new PaymentsFunction(
            this,
            settings,
            artefacts.location(this, "target/function.zip"),
            authorised,
            settled,
            refunds,
            logs);
    PaymentsApi api =
        new PaymentsApi(this, settings, artefacts.location(this, "resources/openapi.yaml"));
    api.mayInvoke(payments.alias());
    new ErrorsAlarm(this, settings, payments, api);
    publish("ApiUrlParameter", "api/url", api.url());
    publish("TableNameParameter", "table/name", authorised.getRef());
  }

  private void publish(String id, String name, String value) {
    CfnParameter.Builder.create(this, id)
        .name(Fn.sub("/ecommerce/${Environment}/" + SERVICE + "/" + name))
        .type("String")
        .value(value)
        .build();
  }
}
