package ecommerce.cli.load;

import ecommerce.cli.shop.GraphQl;
import ecommerce.cli.shop.Person;

/** What an order's journey needs of a platform. Many journeys use one at a time. */
interface Buying {

  /** Signs all people in whose sessions would end while an order is on its way. */
  void signIn();

  /** The API as somebody who is signed in. */
  GraphQl as(Person person);

  /**
   * Has a card pre-authorised.
   *
   * @param amount in minor units
   * @return the payment's token
   */
  String authorise(long amount);
}
