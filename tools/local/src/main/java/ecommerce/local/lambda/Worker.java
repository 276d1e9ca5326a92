package ecommerce.local.lambda;

/** What polls for one event source mapping, on threads of its own. */
interface Worker {

  void start();

  /** Ends it; a batch that is being handled is still finished or given back. */
  void stop();
}
