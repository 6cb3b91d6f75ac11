typedef int assets_placeholder;
