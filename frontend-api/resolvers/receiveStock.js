import { util } from '@aws-appsync/utils';

/** What GraphQL's Int holds: a count never goes above. */
const MOST = 2147483647;

/** What the tables' keys hold of any text: an id of the catalogue is not longer either. */
const LONGEST = 200;

/**
 * Counts goods that came in, in one transaction with the record of them. The record's id is their reference, so that the same delivery is
 * counted once for a product.
 */
export function request(ctx) {
  const { productId, quantity, reference } = ctx.args.input;
  if (quantity < 0) {
    util.error(`quantity is ${quantity}; it must not be negative`, 'InvalidInput');
  }
  checkText('productId', productId);
  checkText('reference', reference);
  const now = util.time.nowISO8601();
  const record = {
    table: ctx.env.MOVEMENT_TABLE,
    operation: 'PutItem',
    key: util.dynamodb.toMapValues({ productId, movementId: `receipt#${reference}` }),
    attributeValues: util.dynamodb.toMapValues({
      kind: 'RECEIVED',
      quantity,
      date: now,
      who: ctx.identity.username,
      reason: 'received',
      reference,
    }),
    condition: {
      expression: 'attribute_not_exists(productId)',
      returnValuesOnConditionCheckFailure: true,
    },
  };
  const count = {
    table: ctx.env.STOCK_TABLE,
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ productId }),
    update: {
      expression: 'SET #date = :now ADD #onHand :quantity, #available :quantity, #reserved :none',
      expressionNames: {
        '#date': 'modifiedDate',
        '#onHand': 'onHand',
        '#available': 'available',
        '#reserved': 'reserved',
      },
      expressionValues: util.dynamodb.toMapValues({ ':now': now, ':quantity': quantity, ':none': 0 }),
    },
    condition: {
      expression: 'attribute_not_exists(#onHand) OR #onHand <= :most',
      expressionNames: { '#onHand': 'onHand' },
      expressionValues: util.dynamodb.toMapValues({ ':most': MOST - quantity }),
      returnValuesOnConditionCheckFailure: true,
    },
  };
  return { operation: 'TransactWriteItems', transactItems: [record, count] };
}

export function response(ctx) {
  const { productId } = ctx.args.input;
  const reasons = ctx.result?.cancellationReasons;
  if (ctx.error && reasons) {
    refuse(ctx.args.input, reasons[0], reasons[1]);
    return { success: true, productId };
  }
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return { success: true, productId };
}

function checkText(name, text) {
  if (text.trim() === '') {
    util.error(`${name} is empty`, 'InvalidInput');
  }
  if (text.length > LONGEST) {
    util.error(`${name} has ${text.length} characters; it must not have more than ${LONGEST}`, 'InvalidInput');
  }
}

/** Says why nothing was counted; the same goods again are no reason. */
function refuse(input, record, count) {
  const { productId, quantity, reference } = input;
  if (record.type === 'TransactionConflict' || count.type === 'TransactionConflict') {
    util.error(`the stock of product ${productId} is being changed by others: send it again`, 'Conflict');
  }
  if (record.type === 'ConditionalCheckFailed' && record.item.quantity !== quantity) {
    util.error(
      `reference ${reference} of product ${productId} was received with quantity ${record.item.quantity}, not ${quantity}`,
      'InvalidInput',
    );
  }
  if (record.type !== 'ConditionalCheckFailed' && count.type === 'ConditionalCheckFailed') {
    util.error(
      `product ${productId} has ${count.item.onHand} on hand; with ${quantity} more it would be above ${MOST}`,
      'InvalidInput',
    );
  }
  if (record.type !== 'ConditionalCheckFailed') {
    util.error(`the stock of product ${productId} could not be changed`, 'Unavailable');
  }
}
