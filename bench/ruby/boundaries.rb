# Prints, for each record of an OSV export of RubyGems, versions around its bounds and whether the record affects them.
# Judges with Gem::Version alone, from the records themselves: https://ossf.github.io/osv-schema/#evaluation
require 'json'

def parsed(text)
  Gem::Version.correct?(text) && !text.strip.empty? ? Gem::Version.new(text) : nil
end

def around(text)
  return [text] unless parsed(text)
  release = parsed(text).release
  [text, "#{text}.0", "#{text}.1", "#{text}.a", "#{text}.pre1", "#{release}.rc1", release.to_s, release.bump.to_s, "#{text}-x86"].uniq
end

def in_range(version, events)
  known = events.flat_map { |event| event.map { |kind, bound| [kind, bound == '0' ? nil : parsed(bound)] } }
                .reject { |kind, _| kind == 'limit' }
  # nil stands for the beginning. What closes at a version comes after what opens there, if it still affects it.
  known.sort! do |(a, x), (b, y)|
    order = x.nil? || y.nil? ? (x.nil? ? 0 : 1) - (y.nil? ? 0 : 1) : x <=> y
    order.zero? ? (a == 'last_affected' ? 1 : 0) - (b == 'last_affected' ? 1 : 0) : order
  end
  known.reduce(false) do |affected, (kind, bound)|
    case kind
    when 'introduced' then affected || bound.nil? || version >= bound
    when 'fixed' then affected && version < bound
    else affected && version <= bound
    end
  end
end

def affects?(text, objects)
  version = parsed(text)
  objects.any? do |each|
    listed = each['versions'] || []
    next true if listed.include?(text) || listed.any? { |one| parsed(one) == version }
    (each['ranges'] || []).any? { |range| %w[ECOSYSTEM SEMVER].include?(range['type']) && in_range(version, range['events']) }
  end
end

ARGF.each_line do |line|
  record = JSON.parse(line)
  next if record['withdrawn']
  gems = (record['affected'] || []).select { |each| each.dig('package', 'ecosystem') == 'RubyGems' }
  gems.group_by { |each| each['package']['name'] }.each do |name, objects|
    bounds = objects.flat_map do |each|
      (each['versions'] || []) + (each['ranges'] || []).flat_map { |range| range['events'].flat_map(&:values) }
    end
    bounds.uniq.flat_map { |bound| around(bound) }.uniq.each do |text|
      puts JSON.generate([record['id'], name, text, affects?(text, objects)]) if parsed(text)
    end
  end
end
