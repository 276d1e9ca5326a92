package ecommerce.local.queues;
import ecommerce.local.*; import ecommerce.local.deploy.*; import ecommerce.local.store.Store; import java.util.*;
public final class Sqs implements Part, Queues {
  final Account account; final Endpoints e;
  public Sqs(Account account, Endpoints endpoints, Store store, Timers timers, Authorizer a) { this.account=account; e=endpoints; }
  public void send(Identity caller, String queueArn, String body, Map<String,String> attributes) { System.err.println("DLQ " + queueArn + " " + body + attributes); }
  public List<ResourceType> resourceTypes() { return List.of(new T("AWS::SQS::Queue"), new T("AWS::SQS::QueuePolicy")); }
  class T implements ResourceType { final String n; T(String n){this.n=n;} public String name(){return n;} public Set<String> properties(){return Set.of("MessageRetentionPeriod","SqsManagedSseEnabled","Queues.**","PolicyDocument.**");}
   public Resource create(Desired d){ String q=d.uniqueName(80); return Resource.of(e.url()+"/"+account.id()+"/"+q).with("Arn",account.arn("sqs",q)).with("QueueName",q);} public Resource update(Desired d, Resource c){return c;} public void delete(Resource c){} }
}
