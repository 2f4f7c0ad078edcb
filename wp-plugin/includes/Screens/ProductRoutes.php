<?php
/**
 * A route that tells what the shop has of some articles.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Screens;

use Kontor\Bridge\Browser\User;
use Kontor\Bridge\Stock\ShopStock;
use Kontor\Bridge\Stock\UnseenOrders;
use WC_Product;
use WP_Error;
use WP_REST_Request;

/** Tells the products and variations with given SKUs, so that the screen can show them beside the office's articles. */
final class ProductRoutes {
	/** As many as the bridge tells in one page of its articles. */
	private const MOST = 500;

	/** Listens to WordPress. */
	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'open' ) );
	}

	/** Opens the route. The SKUs are in the body, since an address could not hold so many. */
	public function open(): void {
		register_rest_route(
			'kontor/v1',
			'/products',
			array(
				'methods'             => 'POST',
				'callback'            => array( $this, 'tell' ),
				'permission_callback' => array( $this, 'may' ),
				'args'                => array(
					'skus' => array(
						'type'     => 'array',
						'items'    => array( 'type' => 'string' ),
						'maxItems' => self::MOST,
						'required' => true,
					),
				),
			)
		);
	}

	/** Whether the user may see the screens and edit products; or why not, for somebody who sees the screens. */
	public function may(): bool|WP_Error {
		if ( null === User::current() ) {
			return false;
		}
		return current_user_can( 'edit_products' )
			? true
			: new WP_Error( 'products.may_not_edit', __( 'Your role lacks the right to edit products (edit_products).', 'kontor-bridge' ), array( 'status' => 403 ) );
	}

	/**
	 * The products and variations with these SKUs. A SKU that no product has is left out.
	 *
	 * @param WP_REST_Request $request The SKUs.
	 * @return array{products: list<array<string, mixed>>}
	 */
	public function tell( WP_REST_Request $request ): array {
		$ids = ShopStock::ids( array_values( array_unique( array_map( 'strval', $request['skus'] ) ) ) );
		// Without this, WordPress would read each product with queries of its own.
		_prime_post_caches( array_values( $ids ), false );
		$unseen   = UnseenOrders::quantities();
		$products = array();
		foreach ( $ids as $sku => $id ) {
			$product = wc_get_product( $id );
			if ( $product instanceof WC_Product ) {
				$products[] = self::told( (string) $sku, $product, $unseen[ $id ] ?? 0.0 );
			}
		}
		return array( 'products' => $products );
	}

	/**
	 * One product.
	 *
	 * @param string     $sku     Its SKU.
	 * @param WC_Product $product The product or variation.
	 * @param float      $unseen  How much was sold of it in orders that the bridge has not got.
	 * @return array<string, mixed>
	 */
	private static function told( string $sku, WC_Product $product, float $unseen ): array {
		$is_counted = false !== $product->get_manage_stock();
		$parent     = $product->get_parent_id();
		// A variation may leave its stock to its product, which counts that of all its variations together.
		$counter = $product->get_stock_managed_by_id() === $product->get_id() ? 'own' : 'parent';
		return array(
			'sku'        => $sku,
			'id'         => $product->get_id(),
			'edit'       => get_edit_post_link( 0 === $parent ? $product->get_id() : $parent, 'raw' ),
			'stock'      => $is_counted ? $product->get_stock_quantity() : null,
			'counts'     => $is_counted ? $counter : 'none',
			'backorders' => $product->backorders_allowed(),
			'unseen'     => $unseen,
		);
	}
}
