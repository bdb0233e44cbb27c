"""What the checks say in the languages of the interface."""

from collections.abc import Mapping

CHECKS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "schema": "文首信息符合规定的格式",
        "unread": "文件中的全部内容都是简报的组成部分",
        "invisible": "没有不可见的字符",
        "stray-file": "简报文件夹中只有简报及其账册",
        "title": "标题与文首信息一致",
        "sections": "章节与委托要求的次序、名称一致，不多不少",
        "section-empty": "每一节都有内容",
        "length-short": "不短于委托要求的篇幅",
        "length-exhausted": "资料足以写到委托要求的篇幅",
        "length-long": "不超过委托允许的篇幅",
        "length-counted": "文首信息所记篇幅与正文相符",
        "cite-malformed": "形似引注的文字都是完整的引注",
        "cite-unresolved": "每条引注都指向列出的来源，以及其中确有的段落或页",
        "cite-image": "图像只用来证明图中标识的身份，不作他用",
        "claim-uncited": "每句陈述和引语都有引注",
        "ledger-missing": "每个句子在账册中都有一条记录",
        "ledger-extra": "账册中的每条记录都有对应的句子",
        "ledger-citations": "正文与账册引用同样的位置",
        "ledger-section": "账册记有每个句子所在的章节",
        "place": "句子的位置与账册所记相同，也是其所属一方、行列和小标题所允许的",
        "span": "引文确在所记段落的所记位置",
        "chunk-changed": "被引的段落与引用时相同",
        "source-changed": "被引的文件与引用时相同",
        "source-absent": "仓库内的来源文件都在",
        "unverifiable": "仓库外的来源也在手边，可以核对",
        "unchecked": "规则允许缺席的来源也在手边，可以核对",
        "derived": "文首信息都由委托、来源、图像、语料和程序推得",
        "policy": "规则文件在仓库之内，可以读取",
        "corpus": "语料在手边，且为规则所列",
        "unsearched": "简报归档时语料库中的文献都已检索",
        "support": "句子与来源逐字相符，或经改写而不失原意",
        "pending": "与来源用词不同的句子足够接近来源，或已有人签署；研判已有人签署",
        "signature": "签署可以证实，日期属实，所对应的句子和证据没有变动",
        "unproven": "版本历史可以证明由谁指定或负责，以及简报的日期属实",
        "placed": "每个句子都在程序写入的位置，或有人为之负责",
        "left-out": "程序运行所得的句子均未删去",
        "not-reproduced": "简报可以重新生成，以证明由程序写成",
        "cell": "表格、数字和总结中的各部分都是整句，至多省去可省的开头",
        "trim": "陈述和引文都是完整的句子，或只略去规则允许略去的部分",
        "context": "所引内容未被资料自身否定、当作玩笑或仅作假设",
        "lead": "来源文字之前的引导语出自固定的词表",
        "side": "计入某一方的句子点明该方，或点明来源所说的该方类别",
        "judgement": "研判所依据的是本简报的句子，且没有这些句子所无的数字和名称",
        "framing": "没有证据的句子出自固定的句式",
        "meta": "关于简报自身的句子与文首信息一致",
        "references": "每个被引来源列出一次，且不列其他来源",
        "source-forbidden": "没有使用委托排除的来源或时段",
        "balance": "各方篇幅不少于均分的一半，不多于一倍半",
        "balance-uneven": "各方篇幅在均分的 0.7 至 1.3 倍之间",
        "register": "正式文体的引语之外没有第一、第二人称",
        "redundancy": "没有两个句子的五字片段重合超过 60%",
        "foreign-share": "外文引语不超过全文的 20%",
        "logo": "由图像认定的对象，其识别结果高于阈值，或由人指定",
        "withdrawn": "简报未被撤回",
    }
}
"""What holds when a check is kept, by language and code; in English the check says so itself."""

BESIDE: Mapping[str, Mapping[str, str]] = {
    "zh": {"rests_on": "依据 ", "independent": "{n} 个独立来源", "view_of": "{by} 于 {on} 所作的判断"},
    "en": {"rests_on": "rests on ", "independent": "{n} independent sources", "view_of": "the view of {by}, {on}"},
}
"""What is said beside a sentence, by language."""
