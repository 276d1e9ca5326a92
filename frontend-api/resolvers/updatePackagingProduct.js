import { util } from '@aws-appsync/utils';

/** What the tables' keys hold of any text. */
const LONGEST = 200;

/**
 * Changes how much of a product goes into a package: in one transaction with the proof that the packaging request is IN_PROGRESS. The
 * first change keeps the quantity that the request was made with in madeQuantity, the limit from then on; 0 removes the item.
 */
export function request(ctx) {
  const { orderId, productId, quantity } = ctx.args.input;
  if (quantity < 0) {
    util.error(`quantity is ${quantity}; it must not be negative`, 'InvalidInput');
  }
  if (util.isNullOrBlank(orderId) || orderId.length > LONGEST) {
    util.error(`there is no packaging request for order ${orderId}`, 'NotFound');
  }
  if (util.isNullOrBlank(productId) || productId.length > LONGEST || productId === '__metadata') {
    util.error(`there is no product ${productId} in the packaging request for order ${orderId}`, 'NotFound');
  }
  const table = ctx.env.WAREHOUSE_TABLE;
  const inProgress = {
    table,
    operation: 'ConditionCheck',
    key: util.dynamodb.toMapValues({ orderId, productId: '__metadata' }),
    condition: {
      expression: '#status = :status',
      expressionNames: { '#status': 'status' },
      expressionValues: util.dynamodb.toMapValues({ ':status': 'IN_PROGRESS' }),
      returnValuesOnConditionCheckFailure: true,
    },
  };
  const key = util.dynamodb.toMapValues({ orderId, productId });
  const change = quantity === 0 ? removal(table, key) : update(table, key, quantity);
  return { operation: 'TransactWriteItems', transactItems: [inProgress, change] };
}

export function response(ctx) {
  const reasons = ctx.result?.cancellationReasons;
  if (ctx.error && reasons) {
    refuse(ctx.args.input, reasons[0], reasons[1]);
  }
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return { success: true };
}

function removal(table, key) {
  return {
    table,
    operation: 'DeleteItem',
    key,
    condition: {
      expression: 'attribute_exists(#productId)',
      expressionNames: { '#productId': 'productId' },
      returnValuesOnConditionCheckFailure: true,
    },
  };
}

function update(table, key, quantity) {
  const names = { '#quantity': 'quantity', '#made': 'madeQuantity' };
  const values = util.dynamodb.toMapValues({ ':quantity': quantity });
  return {
    table,
    operation: 'UpdateItem',
    key,
    update: {
      expression: 'SET #quantity = :quantity, #made = if_not_exists(#made, #quantity)',
      expressionNames: names,
      expressionValues: values,
    },
    condition: {
      expression: '#made >= :quantity OR (attribute_not_exists(#made) AND #quantity >= :quantity)',
      expressionNames: names,
      expressionValues: values,
      returnValuesOnConditionCheckFailure: true,
    },
  };
}

function refuse(input, metadata, product) {
  const { orderId, productId, quantity } = input;
  if (refused(metadata) && !metadata.item) {
    util.error(`there is no packaging request for order ${orderId}`, 'NotFound');
  }
  if (refused(metadata)) {
    util.error(
      `the packaging request for order ${orderId} is ${metadata.item.status}, not IN_PROGRESS`,
      'InvalidStatus',
    );
  }
  if (refused(product) && !product.item) {
    util.error(`there is no product ${productId} in the packaging request for order ${orderId}`, 'NotFound');
  }
  if (refused(product)) {
    const most = product.item.madeQuantity ?? product.item.quantity;
    util.error(`quantity of product ${productId} is ${quantity}; it must not be above ${most}`, 'InvalidInput');
  }
}

function refused(reason) {
  return reason?.type === 'ConditionalCheckFailed';
}
