<?php
/**
 * The bridge's view of articles.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Stock;

use Kontor\Bridge\Bridge\Answer;
use Kontor\Bridge\Bridge\Refusal;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;

/** Reads what the offices say of articles. If the bridge no longer accepts the token, it is asked once more with a new one. */
final class ArticlesView {
	/** How many articles an answer has at most. */
	public const LARGEST_PAGE = 500;
	/** The longest query of a request, in bytes. Servers refuse much longer addresses. */
	private const LONGEST_QUERY = 6000;

	/**
	 * Makes a reader.
	 *
	 * @param Pairing       $pairing  The pairing.
	 * @param Deadline|null $deadline How long to wait; null in the background, where nobody waits.
	 */
	public function __construct( private readonly Pairing $pairing, private readonly ?Deadline $deadline = null ) {}

	/**
	 * The stock of articles by their SKUs. An article is null if no office knows it, or if an office keeps no stock of
	 * it. Returns the problem if the bridge does not answer.
	 *
	 * @param list<string> $skus The SKUs.
	 * @return array<array-key, OfficeStock|null>|Problem
	 */
	public function stock_of( array $skus ): array|Problem {
		$query  = 'fields=sku,stock,available,asOf&limit=' . self::LARGEST_PAGE . '&sku=' . implode( '&sku=', array_map( 'rawurlencode', $skus ) );
		$answer = $this->read( $query );
		if ( null !== $answer->problem ) {
			return $answer->problem;
		}
		return self::sums( $answer->data['articles'] ?? array(), $skus );
	}

	/**
	 * The SKUs in portions that fit into one request. Nearly every page has one portion.
	 *
	 * @param array<string> $skus The SKUs.
	 * @return list<list<string>>
	 */
	public static function portions( array $skus ): array {
		$portions = array();
		$length   = self::LONGEST_QUERY;
		foreach ( $skus as $sku ) {
			$length += strlen( '&sku=' . rawurlencode( $sku ) );
			if ( $length > self::LONGEST_QUERY || count( end( $portions ) ?: array() ) >= 100 ) {
				$portions[] = array();
				$length     = 0;
			}
			$portions[ array_key_last( $portions ) ][] = $sku;
		}
		return $portions;
	}

	/**
	 * Reads one page of articles.
	 *
	 * @param string $query The parameters, encoded.
	 */
	public function read( string $query ): Answer {
		$kept   = ReaderToken::kept( $this->pairing );
		$answer = null === $kept ? null : $this->ask( $query, $kept );
		if ( null === $answer || 401 === $answer->status ) {
			$token = $this->within( fn (): string|Problem => ReaderToken::renew( $this->pairing ) );
			if ( $token instanceof Problem ) {
				return Answer::failed( $token );
			}
			$answer = $this->ask( $query, $token );
		}
		if ( null === $answer->problem && ! is_array( $answer->data['articles'] ?? null ) ) {
			return Answer::failed( Refusal::problem( array(), $answer->status ), $answer->status );
		}
		return $answer;
	}

	/**
	 * The stock by SKU. If several articles have the same SKU, in two offices or in one, the stock is their sum: each
	 * number is of other goods. If one of them has no number, nobody knows how much there is, so the sum is not known
	 * either. The sum is as old as its oldest number.
	 *
	 * @param array<mixed> $articles The articles of an answer.
	 * @param list<string> $skus     The SKUs.
	 * @return array<array-key, OfficeStock|null>
	 */
	public static function sums( array $articles, array $skus ): array {
		$stocks = array();
		foreach ( $articles as $article ) {
			if ( is_array( $article ) && is_string( $article['sku'] ?? null ) ) {
				$stocks[ $article['sku'] ][] = self::stock_in( $article );
			}
		}
		return array_map( array( self::class, 'sum' ), $stocks ) + array_fill_keys( $skus, null );
	}

	/**
	 * The sum of the stocks of one SKU; null if one of them is not known.
	 *
	 * @param non-empty-list<OfficeStock|null> $stocks The stocks.
	 */
	private static function sum( array $stocks ): ?OfficeStock {
		$sum = array_shift( $stocks );
		foreach ( $stocks as $stock ) {
			$sum = null === $sum || null === $stock ? null : $sum->plus( $stock );
		}
		return $sum;
	}

	/**
	 * The stock of one article: what the office has free for sale, or all that it has if it does not tell the
	 * difference.
	 *
	 * @param array<mixed> $article An article of an answer.
	 */
	private static function stock_in( array $article ): ?OfficeStock {
		$quantity = Quantity::of( $article['available'] ?? $article['stock'] ?? null );
		$as_of    = is_string( $article['asOf'] ?? null ) ? strtotime( $article['asOf'] ) : false;
		return null === $quantity || false === $as_of ? null : new OfficeStock( $quantity, $as_of );
	}

	/**
	 * Asks with a token.
	 *
	 * @param string $query The parameters, encoded.
	 * @param string $token The token.
	 */
	private function ask( string $query, string $token ): Answer {
		$answer = $this->within( fn (): Answer => $this->pairing->read( "/views/articles?$query", $token ) );
		if ( 'proof.missing' !== $answer->problem?->code ) {
			return $answer;
		}
		// The bridge looks for a signature where it finds no token.
		return Answer::failed( new Problem( 'stock.no_token', __( 'The plugin\'s request arrived without its token: something between the shop and the bridge removes the header Authorization.', 'kontor-bridge' ), __( 'Ask your host, or whoever runs the bridge, to let the header Authorization through the firewall or proxy.', 'kontor-bridge' ) ), $answer->status );
	}

	/**
	 * Runs a task that sends one request, within the deadline if there is one.
	 *
	 * @template T
	 * @param callable(): T $task The task.
	 * @return T
	 */
	private function within( callable $task ): mixed {
		return null === $this->deadline ? $task() : $this->deadline->hold( $task );
	}
}
