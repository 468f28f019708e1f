// SPDX-License-Identifier: MIT
// An implementation of CreateProduct as a command for run --exec. `node implementation.js 33` takes names of up to 33
// characters, which breaks the contract; `die` and `log` after that break the protocol at the first name of 32.
'use strict';

const longest = Number(process.argv[2] || 32);
const mishap = process.argv[3];
const taken = new Set();

function refusal(number, text) {
  return {code: 4000, message: `(${number})${text}`, codeDesc: 'InvalidParameter'};
}

function propertiesAllowed(text) {
  if (text === null || text === '') return true;
  let given;
  try {
    given = JSON.parse(text);
  } catch {
    return false;
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false;
  const allowed = {
    productDescription: (value) => typeof value === 'string',
    encryptionType: (value) => value === '1' || value === '2',
    region: (value) => value === 'gz',
    productType: (value) => value === 0 || value === 1 || value === 2,
  };
  return Object.keys(allowed).every((key) => !(key in given) || allowed[key](given[key]));
}

function answer(fields) {
  if (fields.get('Action') !== 'CreateProduct') return {code: 4000, message: 'no such Action', codeDesc: 'InvalidParameter'};
  const name = fields.get('productName') || '';
  if (!/^[a-zA-Z0-9:_-]+$/.test(name) || name.length > longest) return refusal(1101, 'productName');
  if (!propertiesAllowed(fields.get('productProperties'))) return refusal(1101, 'productProperties');
  if (taken.has(name)) return refusal(1001, 'productName');
  taken.add(name);
  return {code: 0, message: '', codeDesc: 'Success', productName: name, productID: 'P' + taken.size};
}

function bytes(message, name) {
  return message[name + '_hex'] ? Buffer.from(message[name + '_hex'], 'hex').toString('latin1') : message[name];
}

require('readline').createInterface({input: process.stdin}).on('line', (line) => {
  const message = JSON.parse(line);
  if (message.type === 'hello') {
    console.log(JSON.stringify({type: 'hello', protocol: 1}));
    return;
  }
  const fields = new URLSearchParams(bytes(message, 'body') || bytes(message, 'query'));
  if (mishap && (fields.get('productName') || '').length === 32) {
    if (mishap === 'die') {
      process.stderr.write('TypeError: out of luck\n');
      process.exit(7);
    }
    console.log('debug: name of 32');
  }
  console.log(JSON.stringify({type: 'answer', id: message.id, body: JSON.stringify(answer(fields))}));
});
