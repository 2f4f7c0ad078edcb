<?php
/**
 * Doubles of WooCommerce's products and cart, as far as the plugin uses them.
 *
 * @package Kontor
 */

use Kontor\Bridge\Tests\Site;

class WC_Product {
	public bool $manages_stock      = true;
	public int|float|null $quantity = null;
	public string $backorders       = 'no';
	public function __construct( protected int $id, protected string $sku = '' ) {
		Site::$now->products[ $id ] = $this;
	}
	public function get_id(): int {
		return $this->id;
	}
	public function get_parent_id(): int {
		return 0;
	}
	public function get_sku( string $context = 'view' ): string {
		return $this->sku;
	}
	public function get_manage_stock( string $context = 'view' ): bool|string {
		return $this->manages_stock;
	}
	public function get_stock_quantity( string $context = 'view' ): int|float|null {
		return $this->quantity;
	}
	public function get_stock_managed_by_id(): int {
		return $this->id;
	}
	public function backorders_allowed(): bool {
		return 'no' !== $this->backorders;
	}
}

class WC_Product_Variable extends WC_Product {
	/** The ids of the variations. @var list<int> */
	public array $children = array();
	public function get_visible_children(): array {
		return $this->children;
	}
}

class WC_Product_Variation extends WC_Product {
	public ?WC_Product $parent = null;
	public string $name        = '';
	public function get_parent_id(): int {
		return $this->parent?->get_id() ?? 0;
	}
	public function get_sku( string $context = 'view' ): string {
		return '' === $this->sku && 'view' === $context ? (string) $this->parent?->get_sku() : $this->sku;
	}
	public function get_stock_managed_by_id(): int {
		return 'parent' === $this->get_manage_stock() ? $this->get_parent_id() : $this->id;
	}
	public function get_manage_stock( string $context = 'view' ): bool|string {
		return ! $this->manages_stock && $this->parent?->get_manage_stock() ? 'parent' : $this->manages_stock;
	}
}

function wc_get_product( mixed $id ): WC_Product|false {
	return Site::$now->products[ (int) $id ] ?? false;
}
function wc_get_product_id_by_sku( string $sku ): int {
	foreach ( Site::$now->products as $id => $product ) {
		if ( '' !== $sku && $product->get_sku( 'edit' ) === $sku ) {
			return $id;
		}
	}
	return 0;
}
function wc_get_stock_html( WC_Product $product ): string {
	return '<p class="stock">WooCommerce says ' . $product->get_id() . '</p>';
}
function wc_get_formatted_variation( WC_Product_Variation $variation, bool $flat, bool $with_names ): string {
	return $variation->name;
}
function wc_get_loop_prop( string $name ): string {
	return Site::$now->loop;
}

class WC_Cart {
	public function get_cart_contents(): array {
		return Site::$now->cart;
	}
}
function WC(): object { // phpcs:ignore WordPress.NamingConventions.ValidFunctionName -- WooCommerce's own name.
	return (object) array( 'cart' => new WC_Cart() );
}

class WC_Order_Item_Product {
	public function __construct( private WC_Product|false $product, private int $reduced ) {}
	public function get_product(): WC_Product|false {
		return $this->product;
	}
	public function get_meta( string $key ): mixed {
		return '_reduced_stock' === $key ? $this->reduced : '';
	}
}
function wc_update_product_stock( WC_Product $product, int|float $quantity, string $operation = 'set' ): void {
	do_action( 'woocommerce_product_before_set_stock', $product );
	$product->quantity = match ( $operation ) {
		'set'      => $quantity,
		'increase' => $product->quantity + $quantity,
		'decrease' => $product->quantity - $quantity,
	};
	Site::$now->stock_writes[] = $product->get_id();
	$GLOBALS['wpdb']->query( $GLOBALS['wpdb']->prepare( 'UPDATE wp_wc_product_meta_lookup SET stock_quantity = %s WHERE product_id = %d', $product->quantity, $product->get_id() ) );
}
