package ecommerce.payment3p.model;

class AcquirerTest extends AcquirerContract {

  @Override
  protected Tokens tokens() {
    return new MemoryTokens();
  }
}
