package ecommerce.warehouse.adapters;

import ecommerce.edge.Settings;

/**
 * The names of the tables that an order's packaging concerns.
 *
 * @param requests the packaging requests, which others read and write, too
 * @param withdrawn orders that were withdrawn, for 15 days
 * @param reservations what is set aside for each order
 * @param stock what is there of each product
 * @param movements what came and went of each product
 */
public record Tables(
    String requests, String withdrawn, String reservations, String stock, String movements) {

  static Tables from(Settings settings) {
    return new Tables(
        settings.required("TABLE_NAME"),
        settings.required("WITHDRAWN_TABLE_NAME"),
        settings.required("RESERVATION_TABLE_NAME"),
        settings.required("STOCK_TABLE_NAME"),
        settings.required("MOVEMENT_TABLE_NAME"));
  }
}
