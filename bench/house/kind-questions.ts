import ts from 'typescript'
import { lineOf, nodesOf, type House } from './read-house.ts'

/** A place that asks whether something is an order or a bulk order, told by types and not by names. */
interface KindQuestion {
  readonly how: 'compares' | 'bulkNumber' | 'looks up'
  readonly file: string
  readonly line: number
  readonly text: string
}

export function kindQuestionsIn({ files, checker }: House): readonly KindQuestion[] {
  return files.flatMap((file) =>
    [...nodesOf(file)].flatMap((node) => {
      const how = questionIn(checker, node)
      if (how === null) return []
      const text = node.getText(file).replaceAll(/\s+/g, ' ')
      return [{ how, file: file.fileName, line: lineOf(file, node.getStart(file)), text }]
    }),
  )
}

function questionIn(checker: ts.TypeChecker, node: ts.Node): KindQuestion['how'] | null {
  if (ts.isCallExpression(node)) return looksUp(checker, node) ? 'looks up' : null
  if (!ts.isBinaryExpression(node) || !EQUALITY.has(node.operatorToken.kind)) return null
  const { left, right } = node
  const isNothing = [left, right].some(
    (side) => side.kind === ts.SyntaxKind.NullKeyword || side.getText() === 'undefined',
  )
  if (isNothing)
    return isBulkNumber(checker, left) || isBulkNumber(checker, right) ? 'bulkNumber' : null
  return comparesKinds(checker, left, right) || comparesKinds(checker, right, left)
    ? 'compares'
    : null
}

const EQUALITY = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
])

/** One of two words that a type has for the twins, such as `order` and `bulk`, or `edit` and `bulk-edit`. */
function comparesKinds(checker: ts.TypeChecker, one: ts.Expression, other: ts.Expression): boolean {
  if (!ts.isStringLiteral(other)) return false
  const words = wordsIn(declaredTypeOf(checker, one))
  const single = other.text.replace(/^bulk-/, '')
  const twins = other.text === 'bulk' ? ['order', 'new', 'edit'] : [`bulk-${single}`]
  const isBulk = other.text === 'bulk' || other.text.startsWith('bulk-')
  return isBulk
    ? words.has(other.text) &&
        [...twins, single].some((twin) => twin !== other.text && words.has(twin))
    : other.text === 'order' && words.has('bulk')
}

/** As it was declared: what was narrowed before does not tell what was asked. */
function declaredTypeOf(checker: ts.TypeChecker, node: ts.Expression): ts.Type {
  const symbol = checker.getSymbolAtLocation(node)
  return symbol === undefined ? checker.getTypeAtLocation(node) : checker.getTypeOfSymbol(symbol)
}

function wordsIn(type: ts.Type): ReadonlySet<string> {
  const members = type.isUnion() ? type.types : [type]
  return new Set(members.flatMap((member) => (member.isStringLiteral() ? [member.value] : [])))
}

/** The bulk order that an order goes out with, under whatever name it was taken. */
function isBulkNumber(checker: ts.TypeChecker, node: ts.Expression): boolean {
  const symbol = checker.getSymbolAtLocation(node)
  return symbol !== undefined && originOf(checker, symbol).some(isOfAnOrder)
}

function originOf(checker: ts.TypeChecker, symbol: ts.Symbol): readonly ts.Declaration[] {
  const declarations = symbol.declarations ?? []
  return declarations.flatMap((declaration) => {
    if (!ts.isBindingElement(declaration)) return [declaration]
    const name = (declaration.propertyName ?? declaration.name).getText()
    const taken = checker.getTypeAtLocation(declaration.parent).getProperty(name)
    return taken?.declarations ?? []
  })
}

function isOfAnOrder(declaration: ts.Declaration): boolean {
  const owner = declaration.parent
  return (
    ts.isPropertySignature(declaration) &&
    declaration.name.getText() === 'bulkNumber' &&
    ts.isInterfaceDeclaration(owner) &&
    owner.name.text === 'TrackedOrder'
  )
}

/** It finds a bulk order, or its number, or says that there is none. */
function looksUp(checker: ts.TypeChecker, call: ts.CallExpression): boolean {
  const type = checker.getAwaitedType(checker.getTypeAtLocation(call))
  if (type === undefined || !type.isUnion()) return false
  const isMaybe = type.types.some(({ flags }) => (flags & ts.TypeFlags.Undefined) !== 0)
  return isMaybe && (type.types.some(isBulkOrder) || findsNumber(checker, call, type))
}

function findsNumber(
  checker: ts.TypeChecker,
  call: ts.CallExpression,
  type: ts.UnionType,
): boolean {
  const isNumber = type.types.some(({ flags }) => (flags & ts.TypeFlags.Number) !== 0)
  const declared = checker.getResolvedSignature(call)?.declaration?.getSourceFile().fileName
  return isNumber && declared?.endsWith('/find-bulk.ts') === true
}

function isBulkOrder(type: ts.Type): boolean {
  if (type.isIntersection()) return type.types.some(isBulkOrder)
  return (type.symbol as ts.Symbol | undefined)?.name === 'TrackedBulk'
}
